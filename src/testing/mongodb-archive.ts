import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder, environment } from '../config.ts';
import { installServer } from '../database/embedded-install.ts';
import type { Machine } from './machine.ts';

const HOME = '/srv/mongodb';

/**
 * An archive of Debian packages on the machine, laid out and signed as that of MongoDB, whose package holds the embedded
 * server in MongoDB's place: same unit, same user, same settings file, same switch to asking for passwords. What it
 * cannot show is how MongoDB itself begins a replica set.
 */
export async function standInArchive(machine: Machine): Promise<{ archive: string; key: string }> {
  const program = await installServer({ cacheFolder: cacheFolder(), env: environment(), log: () => undefined });
  const tree = path.join(HOME, 'tree');
  // With the libraries that lie beside it.
  await machine.copy(path.resolve(program, '../..'), `${tree}/usr/lib/mongodb-stand-in`);
  for (const [file, text] of Object.entries(FILES)) {
    const at = path.join(machine.folder, tree, file);
    await mkdir(path.dirname(at), { recursive: true });
    await writeFile(at, text, { mode: file.startsWith('usr/bin') || file.endsWith('postinst') ? 0o755 : 0o644 });
  }
  await machine.must(`cd ${HOME} && ${BUILD}`);
  return { archive: `file://${HOME}`, key: `${HOME}/server.asc` };
}

const FILES = {
  'DEBIAN/control':
    'Package: mongodb-org-server\nVersion: 8.0.0\nArchitecture: all\nMaintainer: Misty <misty@example.com>\nDescription: stands in for MongoDB\n',
  'DEBIAN/postinst': `#!/bin/sh
set -e
adduser --system --no-create-home --group --home /nonexistent mongodb 2>/dev/null || useradd --system --user-group mongodb
install -d -o mongodb -g mongodb /var/lib/mongodb /var/log/mongodb
systemctl daemon-reload
`,
  // As the unit of the package it stands in for, but for what only that server needs.
  'lib/systemd/system/mongod.service': `[Unit]
Description=MongoDB
[Service]
User=mongodb
Group=mongodb
ExecStart=/usr/bin/mongod --config /etc/mongod.conf
[Install]
WantedBy=multi-user.target
`,
  'etc/mongod.conf': 'net:\n  port: 27017\n  bindIp: 127.0.0.1\n',
  'usr/bin/mongod': `#!/bin/sh
grep -q 'bindIp: 127.0.0.1' "$2" && grep -q 'replSetName: misty' "$2" || exit 1
auth=
if grep -q 'authorization: enabled' "$2"; then
  # MongoDB takes no key that others can read.
  [ "$(stat -c %a:%U /etc/mongod.key)" = 600:mongodb ] || exit 1
  auth=--auth
fi
touch /tmp/settings.toml
exec /usr/lib/mongodb-stand-in/secantusdb.scripts/secantusd-rs --config /tmp/settings.toml --host 127.0.0.1 --port 27017 --storage-path /var/lib/mongodb --sync-on-commit --log-file-max 64MB $auth
`,
};

const BUILD = `
place=dists/bookworm/mongodb-org/8.0
chmod 0755 tree/usr/lib/mongodb-stand-in
mkdir -p pool $place/main/binary-amd64 $place/main/binary-arm64
dpkg-deb -Znone --root-owner-group --build tree pool/mongodb-org-server_8.0.0_all.deb >/dev/null
{ cat tree/DEBIAN/control
  echo "Filename: pool/mongodb-org-server_8.0.0_all.deb"
  echo "Size: $(stat -c %s pool/*.deb)"
  echo "SHA256: $(sha256sum pool/*.deb | cut -d' ' -f1)"
} >$place/main/binary-amd64/Packages
cp $place/main/binary-amd64/Packages $place/main/binary-arm64/Packages
{ echo "Suite: bookworm/mongodb-org/8.0"; echo "Components: main"; echo "Architectures: amd64 arm64"; echo "Date: $(date -Ru)"; echo "SHA256:"
  cd $place
  for file in main/*/Packages; do echo " $(sha256sum $file | cut -d' ' -f1) $(stat -c %s $file) $file"; done
  cd - >/dev/null
} >$place/Release
dpkg -s gnupg >/dev/null 2>&1 || apt-get install -y -qq --no-install-recommends gnupg >/dev/null
export GNUPGHOME=$(mktemp -d)
gpg --batch --quiet --passphrase '' --quick-generate-key 'Archive <archive@example.com>' default default never
gpg --batch --quiet --clearsign --output $place/InRelease $place/Release
gpg --armor --export >server.asc
`;
