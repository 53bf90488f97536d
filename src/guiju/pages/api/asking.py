"""Who asks: a token in the header, held to the ability that a route is marked with."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from guiju.organs.abilities import ABILITIES, may
from guiju.organs.access import SIGNED_IN
from guiju.organs.models import Role
from guiju.organs.tokens import Bearer, WrongToken, bearer_of

from .errors import Forbidden, Unsigned, Waiting

HEADER = "Authorization"


class Request(HttpRequest):
    """A request that a token was shown with."""

    auth: Bearer


class ByToken(HttpBearer):
    """The mark of a route of the API: whoever holds a token of a post with the ability.

    ``hands_in``: the token must also have been issued for handing in.
    """

    def __init__(self, access: str = SIGNED_IN, *, hands_in: bool = False) -> None:
        super().__init__()
        self.access = access
        self.hands_in = hands_in

    def __call__(self, request: HttpRequest) -> Any:
        """The bearer; without a token the request is refused."""
        found = super().__call__(request)
        if found is None:
            raise _unsigned()
        return found

    def authenticate(self, request: HttpRequest, token: str) -> Bearer:
        """The bearer of a token that serves, with the ability asked for."""
        try:
            bearer = bearer_of(token.strip(), str(request.META.get("REMOTE_ADDR", "")))
        except WrongToken as error:
            if error.wait:
                told = _("%(seconds)s 秒以后再试") % {"seconds": error.wait}
                raise Waiting(HEADER, "", told, wait=error.wait) from None
            raise _unsigned() from None
        self._hold(bearer)
        # What rules of access look at, as on a page: the person and the post of the token.
        request.user = bearer.account
        request.post = bearer.post  # type: ignore[attr-defined]
        return bearer

    def _hold(self, bearer: Bearer) -> None:
        if self.access != SIGNED_IN and not may(bearer.post, self.access):
            ability = ABILITIES[self.access]
            roles = "、".join(str(Role(r).label) for r in Role.values if r in ability.roles)
            told = _("以下岗位的令牌：%(roles)s（%(ability)s）")
            raise Forbidden(HEADER, str(bearer.post), told % {
                "roles": roles, "ability": ability.title,
            })  # fmt: skip
        if self.hands_in and not bearer.token.hands_in:
            raise Forbidden(HEADER, str(bearer.token), _("签发时准许提出申请的令牌"))


def _unsigned() -> Unsigned:
    return Unsigned(HEADER, "", _("Bearer 和一个有效的令牌：没有过期、没有撤销，持有人仍在岗位"))
