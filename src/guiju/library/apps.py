"""The room as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    """Instruments and their coverage; official texts."""

    name = "guiju.library"
    label = "library"
    verbose_name = _("文库")

    def ready(self) -> None:
        """Add the library to the navigation; make its job and its ability known."""
        from guiju.organs import abilities
        from guiju.organs.models import Role
        from guiju.pages import nav

        from .official import handlers  # noqa: F401

        importing = (Role.AUTHORITY, Role.ADMINISTRATOR)
        abilities.register("library.import", _("导入官方文本"), importing)

        nav.register(
            "library:list", _("规则"), ability=None, order=50, about=_("每一条规则由什么来落实")
        )
        nav.register(
            "library:matters",
            _("判定"),
            ability=None,
            order=40,
            about=_("按规则判定一件事：只问能改变结论的事实，结论注明依据"),
        )
