"""What schemathesis cannot know: which application asks, and that a network may not ask without end."""

import os
import random

import schemathesis


@schemathesis.hook
def before_call(context, case, kwargs):
    # A network of its own for each request, or all of them would meet the limits of one.
    case.headers["X-Forwarded-For"] = "198.18.%d.%d" % (
        random.randrange(256),
        random.randrange(1, 255),
    )
    client = os.environ.get("API_CLIENT")
    body = case.body
    # What was generated to be wrong stays wrong.
    if client and isinstance(body, dict) and isinstance(body.get("client_id", ""), str):
        body["client_id"] = client
