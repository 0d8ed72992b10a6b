"""A real Chromium without a window, spoken to by its own protocol; nothing of it is mocked."""

import asyncio
import base64
import contextlib
import itertools
import shutil
from pathlib import Path
from typing import Any, Self

import aiohttp

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
START_S, ANSWER_S = 30.0, 20.0


def executable() -> str | None:
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Browser:
    """One page. ``errors``: what the page's console told of refused resources and failed scripts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count(1)
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._stack = contextlib.AsyncExitStack()
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self.errors: list[str] = []

    async def __aenter__(self) -> Self:
        name = executable()
        assert name is not None
        process = await asyncio.create_subprocess_exec(
            name, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--disable-component-update",
            "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
            f"--user-data-dir={self._folder}", "--remote-debugging-port=0", "about:blank",
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        self._stack.push_async_callback(end, process)
        try:
            session = await self._stack.enter_async_context(aiohttp.ClientSession())
            port = await self._port()
            async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                page = next(one for one in await answer.json() if one["type"] == "page")
            self._socket = await session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0)
            listening = asyncio.create_task(self._listen())
            self._stack.callback(listening.cancel)
            for domain in ("Page", "Runtime", "Log"):
                await self.call(f"{domain}.enable")
        except BaseException:
            await self._stack.aclose()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        assert self._socket is not None
        number = next(self._numbers)
        self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": params})
        return await asyncio.wait_for(self._answers[number], ANSWER_S)

    async def look(self, width: int, scheme: str, *, height: int = 900, scripts: bool = True) -> None:
        """Be so wide (CSS pixels), and prefer light or dark."""
        await self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )
        media = [{"name": "prefers-color-scheme", "value": scheme}]
        await self.call("Emulation.setEmulatedMedia", features=media)
        await self.call("Emulation.setScriptExecutionDisabled", value=not scripts)

    async def open(self, url: str) -> None:
        went = await self.call("Page.navigate", url=url)
        assert "errorText" not in went, went
        await self.until("document.readyState === 'complete' && location.href !== 'about:blank'")

    async def value(self, expression: str) -> Any:
        answer = await self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    async def until(self, expression: str, timeout_s: float = 10) -> None:
        async with asyncio.timeout(timeout_s):
            while not await self.value(expression):  # noqa: ASYNC110
                await asyncio.sleep(0.05)

    async def key(self, name: str, code: int) -> None:
        for kind in ("keyDown", "keyUp"):
            await self.call("Input.dispatchKeyEvent", type=kind, key=name, code=name, windowsVirtualKeyCode=code)

    async def picture(self) -> bytes:
        """The whole page as PNG."""
        taken = await self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        return base64.b64decode(taken["data"])

    async def _port(self) -> int:
        async with asyncio.timeout(START_S):
            while (port := _told_port(self._folder)) is None:  # noqa: ASYNC110 - a file tells nobody
                await asyncio.sleep(0.05)
        return port

    async def _listen(self) -> None:
        assert self._socket is not None
        async for message in self._socket:
            told = message.json()
            if "id" in told:
                answer = self._answers.pop(told["id"])
                if not answer.done():
                    answer.set_result(told.get("result", {"error": told.get("error")}))
            elif told["method"] == "Log.entryAdded" and told["params"]["entry"]["level"] == "error":
                self.errors.append(told["params"]["entry"]["text"])
            elif told["method"] == "Runtime.exceptionThrown":
                self.errors.append(str(told["params"]["exceptionDetails"]))
            elif told["method"] == "Page.javascriptDialogOpening":
                self.errors.append(f"a dialog: {told['params']['message']}")


def _told_port(folder: Path) -> int | None:
    file = folder / "DevToolsActivePort"
    words = file.read_text().split() if file.exists() else []
    return int(words[0]) if words else None


async def end(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), 10)
    except TimeoutError:
        process.kill()
        await process.wait()
