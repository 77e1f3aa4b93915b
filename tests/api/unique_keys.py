"""Makes each Idempotency-Key that schemathesis makes up a new one: the same key for another request is a 422 by design."""

import itertools
import re

import schemathesis

NAME = "Idempotency-Key"
NUMBERS = itertools.count()


@schemathesis.hook
def before_call(context, case, **kwargs):
    headers = case.headers or {}
    key = headers.get(NAME)
    # What is no key stays none: it has to be refused.
    if isinstance(key, str) and re.fullmatch(r"[!-~]{1,200}", key):
        headers[NAME] = f"{key[:180]}-{next(NUMBERS)}"
