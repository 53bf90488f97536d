"""The institution as Django knows it, and what it adds to the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ElectionsConfig(AppConfig):
    """Elections in local Party organisations (地方组织选举)."""

    name = "guiju.institutions.elections"
    label = "elections"
    verbose_name = _("地方组织选举")

    def ready(self) -> None:
        """Make abilities, navigation and what waits known."""
        _register_abilities()
        _register_navigation()
        _register_waiting()


def _register_abilities() -> None:
    """Which post may do what; at one election its officers are asked for besides."""
    from guiju.organs import abilities
    from guiju.organs.models import ELECTION_ROLES, Role

    abilities.register("elections.view", _("查看选举"), ELECTION_ROLES)
    abilities.register("elections.set_up", _("设置选举"), [Role.ELECTION_SECRETARY])
    # 第二十五、二十六、三十七条: who presides announces who is elected.
    abilities.register("elections.preside", _("主持选举、宣布名单"), [Role.CHAIR])
    # 第二十八、三十三、三十七条
    abilities.register("elections.scrutinise", _("监票、认定选票、报告得票"), [Role.SCRUTINEER])
    # 第二十九条
    abilities.register("elections.enter", _("录入选票"), [Role.COUNTER])


def _register_navigation() -> None:
    from guiju.pages import nav

    nav.register(
        "elections:list",
        _("选举"),
        ability="elections.view",
        order=5,
        about=_("从设置选举、录入选票到报告得票、宣布名单"),
    )


def _register_waiting() -> None:
    from guiju.organs.models import Account, Post
    from guiju.oversight.acting import Person
    from guiju.pages import waiting

    def count(account: Account, post: Post) -> int:
        from .selectors.turns import elections_waiting

        return elections_waiting(Person(account, post))

    words = _("%(n)s 次选举等您办理")
    offer = waiting.Offer("elections:waiting", "elections.view", words, count)
    waiting.register("elections:list", offer)
