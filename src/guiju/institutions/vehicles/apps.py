"""The institution as Django knows it, and what it adds to the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VehiclesConfig(AppConfig):
    """Official vehicles (公务用车)."""

    name = "guiju.institutions.vehicles"
    label = "vehicles"
    verbose_name = _("公务用车")

    def ready(self) -> None:
        """Make jobs, abilities and navigation known."""
        from guiju.organs.changing import register_hold

        from . import handlers  # noqa: F401
        from .selectors import holding
        from .services import following

        following.register()
        register_hold(holding.held)
        _register_abilities()
        _register_navigation()


def _register_abilities() -> None:
    """Who may do what.

    第五条 gives the authority, 第二十七条 finance and discipline inspection, the view of a
    level; the administrator keeps the house and sees no ledger.
    """
    from guiju.organs import abilities
    from guiju.organs.models import Role

    working = (Role.USING_CLERK, Role.AUTHORITY)
    watching = (*working, Role.FINANCE, Role.DISCIPLINE)
    abilities.register("vehicles.check", _("核对公务用车台账"), working)
    abilities.register("vehicles.checks.view", _("查看台账核对结果"), watching)
    abilities.register("vehicles.checks.correct", _("改正核对中的单元格"), working)
    abilities.register("vehicles.register.view", _("查看车辆登记册和编制"), watching)
    abilities.register("vehicles.adopt", _("把核对过的台账采纳入登记册"), [Role.AUTHORITY])
    abilities.register("vehicles.quota.set", _("登记自治区核定的车辆编制"), [Role.AUTHORITY])
    # 第六条: the region approves a number, the authority records it with its document.
    abilities.register("vehicles.quota.transfer", _("调剂车辆编制"), [Role.AUTHORITY])
    abilities.register("vehicles.quota.merge", _("机构合并，并入编制和车辆"), [Role.AUTHORITY])
    # 第五条: the authority of a level manages its own organs' cars, and no other level's.
    abilities.register("vehicles.quota.freeze", _("冻结和解冻车辆编制"), [Role.AUTHORITY])
    abilities.register("vehicles.cars.move", _("调拨公务用车"), [Role.AUTHORITY])
    abilities.register("vehicles.cars.correct", _("更正车辆登记"), [Role.AUTHORITY])
    # 第九条: the authority draws up the plan of the year.
    abilities.register("vehicles.plan.make", _("制作年度配备更新计划"), [Role.AUTHORITY])
    abilities.register("vehicles.apply", _("提出或者代收公务用车申请"), working)


def _register_navigation() -> None:
    from guiju.pages import nav

    nav.register(
        "vehicles:new",
        _("核对台账"),
        ability="vehicles.check",
        order=10,
        about=_("交来公务用车台账，看哪些车不符合哪一条"),
    )
    nav.register(
        "vehicles:list",
        _("核对结果"),
        ability="vehicles.checks.view",
        order=20,
        about=_("已核对的台账和发现"),
    )
    nav.register(
        "vehicles:apply",
        _("申请"),
        ability="vehicles.apply",
        order=7,
        about=_("配备、更新、超标准、免标识、增编：当场知道能不能批准"),
    )
    nav.register(
        "vehicles:cars",
        _("车辆登记册"),
        ability="vehicles.register.view",
        order=30,
        about=_("在用和待处置的公务用车，每项事实都有来源"),
    )
    nav.register(
        "vehicles:quota",
        _("车辆编制"),
        ability="vehicles.register.view",
        order=32,
        about=_("核定、在用、已批准、冻结和空余的编制"),
    )
    nav.register(
        "vehicles:plan",
        _("年度计划"),
        ability="vehicles.register.view",
        order=33,
        about=_("一年列入配备更新计划的车辆和购置经费，可排成公文"),
    )
