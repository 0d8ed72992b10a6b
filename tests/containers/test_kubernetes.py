"""The Kubernetes manifests: of the schema of several releases, and in agreement with the settings and the image."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import containers_support as support
import kubernetes_validate
import pytest
import yaml

from agents.process import STOP_LIMIT_S
from agents.settings import Settings

MANIFESTS = support.ROOT / "deploy/kubernetes"
FOLDERS = ("base", "overlays/tls")
RELEASES = ("1.31", "1.34", "1.37")
KINDS = {
    "Namespace", "ConfigMap", "Service", "Deployment", "Job", "PodDisruptionBudget", "HorizontalPodAutoscaler",
    "NetworkPolicy",
}  # fmt: skip


def written(folder: Path = MANIFESTS) -> list[dict[str, Any]]:
    """Every object as it is written in base/."""
    names = yaml.safe_load((folder / "base/kustomization.yaml").read_text())["resources"]
    return [found for name in names for found in yaml.safe_load_all((folder / "base" / name).read_text())]


def built(folder: str) -> list[dict[str, Any]]:
    """What kustomize makes of a folder."""
    if shutil.which("kubectl"):
        command = ["kubectl", "kustomize"]
    elif shutil.which("kustomize"):
        command = ["kustomize", "build"]
    else:
        pytest.skip("neither kubectl nor kustomize is here: what is written is checked all the same")
    made = subprocess.run([*command, str(MANIFESTS / folder)], capture_output=True, text=True, timeout=60, check=True)
    return list(yaml.safe_load_all(made.stdout))


def one(objects: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    return next(found for found in objects if found["kind"] == kind)


@pytest.mark.parametrize("release", RELEASES)
def test_what_is_written_fits_the_schema(release: str) -> None:
    found = written()
    assert {one["kind"] for one in found} == KINDS - {"ConfigMap"}
    for manifest in found:
        kubernetes_validate.validate(manifest, release, strict=True)


def test_the_validator_would_say_so() -> None:
    worker = one(written(), "Deployment")
    worker["spec"]["replica"] = 2
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(worker, RELEASES[0], strict=True)


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("release", RELEASES)
def test_what_kustomize_builds_fits_the_schema(folder: str, release: str) -> None:
    found = built(folder)
    assert {one["kind"] for one in found} == KINDS
    for manifest in found:
        kubernetes_validate.validate(manifest, release, strict=True)
        assert manifest["metadata"].get("namespace", manifest["metadata"]["name"]) == "tocsin"


@pytest.mark.parametrize("folder", FOLDERS)
def test_pods_refer_to_what_is_there_and_have_no_rights(folder: str) -> None:
    found = built(folder)
    maps = {made["metadata"]["name"] for made in found if made["kind"] == "ConfigMap"}
    for kind in ("Deployment", "Job"):
        pod = one(found, kind)["spec"]["template"]["spec"]
        container = pod["containers"][0]
        assert container["image"] == support.IMAGE
        assert container["envFrom"][0]["configMapRef"]["name"] in maps
        assert pod["volumes"][0]["configMap"]["name"] in maps
        assert pod["securityContext"]["runAsUser"] == 10001
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert not pod["automountServiceAccountToken"]
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]},
        }  # fmt: skip
        assert container["resources"]["limits"]["memory"]
        assert pod["volumes"][1]["secret"]["optional"] is (folder == "base")
    assert one(found, "Deployment")["spec"]["template"]["spec"]["terminationGracePeriodSeconds"] > STOP_LIMIT_S


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_settings_are_settings(folder: str, tmp_path: Path) -> None:
    made = next(found for found in built(folder) if "TOCSIN_KAFKA" in found.get("data", {}))["data"]
    del made["TOCSIN_CONFIG"]
    given: dict[str, str] = {}
    for name, value in made.items():
        if value.startswith("/run/secrets/"):
            secret = tmp_path / Path(value).name
            secret.write_text("x")
            value = str(secret)
        given[name.removeprefix("TOCSIN_").lower()] = value
    settings = Settings(**given)
    scaler = one(built(folder), "HorizontalPodAutoscaler")["spec"]
    assert scaler["maxReplicas"] == settings.partitions
    assert settings.replication == 3
    assert settings.metrics_port == 9108
    assert settings.kafka_security == ("SASL_SSL" if folder == "overlays/tls" else "PLAINTEXT")
