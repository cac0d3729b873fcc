"""What can go wrong with a vendor, told to a runner and, in `detail`, to a builder."""

import math
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime

from headrace.egress import Answered
from headrace.kernel.errors import HeadraceError, TryAgain
from headrace.models.wording import told_by

LONGEST_WAIT = 3600.0

_LATER = {408, 409, 425, 429}
_BLOCKED = {"content_policy_violation", "moderation_blocked", "content_filter", "safety_violation"}
_NO_FUNDS = {"insufficient_quota", "billing_hard_limit_reached"}


class VendorError(HeadraceError):
    """Asking again would not help.

    Codes: `provider.key_refused`, `provider.no_funds`, `provider.blocked`, `provider.refused`,
    `provider.bad_answer`, `provider.answer_too_large`, `provider.not_allowed`.
    """


def refusal(answered: Answered, now: datetime, *, key: str | None) -> HeadraceError:
    """What an answer that is no success means."""
    status, (code, words) = answered.status, told_by(answered.data, key)
    detail = f"{status}: {words}" if words else f"The provider answered with status {status}."
    if code in _NO_FUNDS or status == 402:
        return VendorError(
            "provider.no_funds",
            "The account with the provider of this model has no credit left. Tell whoever runs "
            "this workspace.",
            detail=detail,
        )
    if code in _BLOCKED and status < 500:
        return blocked(detail)
    if status in _LATER or status >= 500:
        return _later(answered, now, detail)
    if status in (401, 403):
        return VendorError(
            "provider.key_refused",
            "The provider of this model does not take the key it is called with. Tell whoever "
            "runs this workspace.",
            detail=detail,
        )
    return VendorError(
        "provider.refused",
        "The provider of this model refused the request. Try other words or another picture.",
        detail=detail,
    )


def blocked(detail: str) -> VendorError:
    return VendorError(
        "provider.blocked",
        "The provider of this model does not do this: its rules on content forbid it. Change the "
        "words or the picture.",
        detail=detail,
    )


def bad_answer(detail: str) -> VendorError:
    return VendorError(
        "provider.bad_answer",
        "The model answered with something that cannot be used. Try again, or try other words.",
        detail=detail,
    )


def too_large(detail: str) -> VendorError:
    return VendorError(
        "provider.answer_too_large",
        "The model answered with more than this server takes. Ask for less.",
        detail=detail,
    )


def not_allowed(detail: str) -> VendorError:
    return VendorError(
        "provider.not_allowed",
        "The provider of this model is at an address that this server does not call. Tell whoever "
        "runs this workspace.",
        detail=detail,
    )


def not_reached(code: str, detail: str) -> TryAgain:
    return TryAgain(
        code,
        "The provider of this model cannot be reached just now. Try again in a few minutes.",
        detail=detail,
    )


def _later(answered: Answered, now: datetime, detail: str) -> TryAgain:
    busy = answered.status in _LATER
    return TryAgain(
        "provider.busy" if busy else "provider.failing",
        "The provider of this model has too much to do just now. Try again in a few minutes."
        if busy
        else "The provider of this model has trouble just now. Try again in a few minutes.",
        detail=detail,
        after=seconds_to_wait(answered.headers, now),
    )


def seconds_to_wait(headers: Mapping[str, str], now: datetime) -> float:
    """What `Retry-After` asks for, in seconds or as a date; never more than an hour."""
    written = headers.get("retry-after", "").strip()
    try:
        seconds = float(written)
    except ValueError:
        seconds = _until(written, now)
    return min(max(seconds, 0.0), LONGEST_WAIT) if math.isfinite(seconds) else LONGEST_WAIT


def _until(written: str, now: datetime) -> float:
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, OverflowError):
        return 0.0
    return (moment - now).total_seconds() if moment.tzinfo else 0.0
