"""Official vehicles for programs: the register, the quota, and an application handed in."""

from ninja import Router

from . import applying, register

router = Router(tags=["vehicles"])
router.add_router("", register.router)
router.add_router("/applications", applying.router)

__all__ = ["router"]
