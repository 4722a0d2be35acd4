"""An API for reports. What a route needs stands at the route; guard.py sees to it.

Environment: ISSUER, AUDIENCE (issuer.py); LISTEN, host:port, where port 0 is any that is free; EXIT_WITH_STDIN=1, to end with the
standard input. It prints {"listening": origin} once it listens.
"""

import json
import os
import signal
import socket
import threading
from typing import Annotated

import uvicorn
from fastapi import Depends, FastAPI, Response
from fastapi.responses import JSONResponse

from guard import Refusal, answer, require_permission, require_role

LISTEN = os.environ.get("LISTEN") or "127.0.0.1:8000"

reports = {
    "r-1": {"id": "r-1", "title": "Income and expenses"},
    "r-2": {"id": "r-2", "title": "Visitors by month"},
}

# Without openapi_url there are no pages of documentation, which take their scripts from elsewhere.
api = FastAPI(title="Reports", openapi_url=None)
api.add_exception_handler(Refusal, answer)


@api.middleware("http")
async def no_store(request, call_next):
    """What is said to one caller is not for the next one, or for a cache between."""
    response = await call_next(request)
    response.headers["Cache-Control"] = "no-store"
    return response


@api.get("/health")
async def health():
    return {"ok": True}


@api.get("/reports")
async def list_reports(claims: Annotated[dict, Depends(require_permission("report:read"))]):
    return {"sub": claims["sub"], "reports": list(reports.values())}


@api.delete("/reports/{report_id}", dependencies=[Depends(require_role("manager"))])
async def delete_report(report_id: str):
    if reports.pop(report_id, None) is None:
        return JSONResponse({"error": "not_found"}, 404)
    return Response(status_code=204)


def main():
    host, _, port = LISTEN.rpartition(":")
    family = socket.AF_INET6 if host.startswith("[") else socket.AF_INET
    listener = socket.create_server((host.strip("[]"), int(port)), family=family)
    # No access log: it would have the address of every request, and some callers put tokens there.
    server = uvicorn.Server(uvicorn.Config(api, log_level="warning", access_log=False))
    # uvicorn has handlers of its own while it runs, and afterwards sends itself the signal again: with these it ends well.
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, server.handle_exit)
    if os.environ.get("EXIT_WITH_STDIN") == "1":
        threading.Thread(target=stop_with_stdin, args=[server], daemon=True).start()
    print(json.dumps({"listening": f"http://{host}:{listener.getsockname()[1]}"}), flush=True)
    server.run(sockets=[listener])


def stop_with_stdin(server):
    while os.read(0, 4096):
        pass
    server.should_exit = True


if __name__ == "__main__":
    main()
