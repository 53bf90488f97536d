"""The schema as a database has it: its migrations, and the models as they were at that point."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.models import Field, JSONField, Model

from .errors import SafekeepingError

Node = tuple[str, str]
LEFT_OUT = {"sessions.session", "jobs.worker"}
"""Who is signed in, and which worker lives: true of one machine and one moment only."""


def applied(using: str) -> list[Node]:
    """The migrations that a database has, sorted by name.

    Raises:
        SafekeepingError: it is not migrated, or was migrated by a newer version.
    """
    loader = MigrationLoader(connections[using])
    known = sorted(loader.applied_migrations)
    if not known:
        raise SafekeepingError("数据库", "没有建立", "已执行 migrate 的数据库")
    refuse_unknown(known, loader, "数据库")
    return known


def refuse_unknown(nodes: Iterable[Node], loader: MigrationLoader, where: str) -> None:
    """Refuse what a newer version made, by the name of the first migration not known here."""
    unknown = [f"{app} {name}" for app, name in nodes if (app, name) not in loader.disk_migrations]
    if unknown:
        raise SafekeepingError(where, "、".join(unknown[:5]), "这一版或更早的版本做成的数据")


def leaves(nodes: Iterable[Node], loader: MigrationLoader) -> list[Node]:
    """Those migrations on which none of the others stands."""
    wanted = set(nodes)
    graph = loader.graph.node_map
    return [
        node for node in sorted(wanted) if not any(c.key in wanted for c in graph[node].children)
    ]


def models_at(nodes: Iterable[Node], loader: MigrationLoader) -> dict[str, type[Model]]:
    """The models as these migrations leave them, by label; with the tables between models."""
    apps = loader.project_state(leaves(nodes, loader)).apps
    found = {
        model._meta.label_lower: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return {label: found[label] for label in sorted(found) if label not in LEFT_OUT}


def fields_of(model: type[Model]) -> list[Field[Any, Any]]:
    """The stored fields of a model, but for those that the database works out."""
    stored = model._meta.concrete_fields
    return [field for field in stored if not getattr(field, "generated", False)]


def is_json(field: Field[Any, Any]) -> bool:
    """Whether a field holds JSON as it is."""
    return isinstance(field, JSONField)
