-- A workspace as the version wrote it that had endpoints and payloads.
PRAGMA journal_mode = wal;
BEGIN TRANSACTION;
CREATE TABLE "Endpoints" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Endpoints" PRIMARY KEY,
    "Position" INTEGER NOT NULL,
    "Definition" TEXT NOT NULL,
    "WantedRunning" INTEGER NOT NULL
);
INSERT INTO "Endpoints" VALUES('5v8xnw8v4y',1,'{"kind":"udpListener","name":"sensors","local":{"address":"127.0.0.1","port":0},"remote":null,"udp":{"maxDatagramBytes":1400,"receiveBufferBytes":1048576,"broadcast":false,"reuseAddress":false,"multicastGroups":[],"multicastInterface":null,"multicastTtl":1,"multicastLoopback":true},"tcp":{"backlog":512,"maxConnections":1000,"idleTimeoutSeconds":0,"sendTimeoutSeconds":30,"halfClosedSeconds":2,"connectTimeoutSeconds":10,"noDelay":true,"keepAliveSeconds":60,"lingerSeconds":null,"reconnect":false,"framing":{"mode":"raw","delimiterHex":"0d0a","lengthBytes":4,"lengthEndian":"big","lengthIncludesHeader":false,"fixedBytes":64,"maxFrameBytes":1048576},"tls":{"enabled":false,"certificateId":null,"serverName":null,"trustAny":false}},"reply":[],"journal":{"maxBytes":268435456}}',1);
INSERT INTO "Endpoints" VALUES('bbkhgkup8k',2,'{"kind":"tcpListener","name":"TCP any port","local":{"address":"::1","port":0},"remote":null,"udp":{"maxDatagramBytes":65535,"receiveBufferBytes":4194304,"broadcast":false,"reuseAddress":false,"multicastGroups":[],"multicastInterface":null,"multicastTtl":1,"multicastLoopback":true},"tcp":{"backlog":512,"maxConnections":20,"idleTimeoutSeconds":60,"sendTimeoutSeconds":30,"halfClosedSeconds":2,"connectTimeoutSeconds":10,"noDelay":true,"keepAliveSeconds":60,"lingerSeconds":null,"reconnect":false,"framing":{"mode":"raw","delimiterHex":"0d0a","lengthBytes":4,"lengthEndian":"big","lengthIncludesHeader":false,"fixedBytes":64,"maxFrameBytes":1048576},"tls":{"enabled":false,"certificateId":null,"serverName":null,"trustAny":false}},"reply":[],"journal":{"maxBytes":268435456}}',1);
INSERT INTO "Endpoints" VALUES('kcmwb56wpm',3,'{"kind":"udpSender","name":"UDP to localhost:9","local":null,"remote":{"host":"localhost","port":9},"udp":{"maxDatagramBytes":65535,"receiveBufferBytes":4194304,"broadcast":false,"reuseAddress":false,"multicastGroups":[],"multicastInterface":null,"multicastTtl":1,"multicastLoopback":true},"tcp":{"backlog":512,"maxConnections":1000,"idleTimeoutSeconds":0,"sendTimeoutSeconds":30,"halfClosedSeconds":2,"connectTimeoutSeconds":10,"noDelay":true,"keepAliveSeconds":60,"lingerSeconds":null,"reconnect":false,"framing":{"mode":"raw","delimiterHex":"0d0a","lengthBytes":4,"lengthEndian":"big","lengthIncludesHeader":false,"fixedBytes":64,"maxFrameBytes":1048576},"tls":{"enabled":false,"certificateId":null,"serverName":null,"trustAny":false}},"reply":[],"journal":{"maxBytes":268435456}}',0);
INSERT INTO "Endpoints" VALUES('tiedyv6a2z',4,'{"kind":"tcpClient","name":"Prüfstand","local":null,"remote":{"host":"192.0.2.7","port":502},"udp":{"maxDatagramBytes":65535,"receiveBufferBytes":4194304,"broadcast":false,"reuseAddress":false,"multicastGroups":[],"multicastInterface":null,"multicastTtl":1,"multicastLoopback":true},"tcp":{"backlog":512,"maxConnections":1000,"idleTimeoutSeconds":0,"sendTimeoutSeconds":30,"halfClosedSeconds":2,"connectTimeoutSeconds":3,"noDelay":false,"keepAliveSeconds":60,"lingerSeconds":null,"reconnect":false,"framing":{"mode":"raw","delimiterHex":"0d0a","lengthBytes":4,"lengthEndian":"big","lengthIncludesHeader":false,"fixedBytes":64,"maxFrameBytes":1048576},"tls":{"enabled":false,"certificateId":null,"serverName":null,"trustAny":false}},"reply":[],"journal":{"maxBytes":268435456}}',0);
CREATE TABLE "Payloads" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Payloads" PRIMARY KEY,
    "Content" TEXT NOT NULL
);
INSERT INTO "Payloads" VALUES('b2fezg6vzu','{"name":"ping","folder":"lab/echo","description":"Asks for PONG","format":"text","data":"PING {{counter}}","encoding":"utf-8","template":true,"lineEnding":"crlf"}');
INSERT INTO "Payloads" VALUES('duwk3yxr6h','{"name":"magic","folder":"","description":"","format":"hex","data":"de ad be ef","encoding":"utf-8","template":false,"lineEnding":"none"}');
INSERT INTO "Payloads" VALUES('wac4j7q6ea','{"name":"wide","folder":"","description":"","format":"text","data":"Grüße","encoding":"utf-16le","template":false,"lineEnding":"none"}');
CREATE TABLE "SentPayloads" (
    "Sequence" INTEGER NOT NULL CONSTRAINT "PK_SentPayloads" PRIMARY KEY,
    "Time" TEXT NOT NULL,
    "Content" TEXT NOT NULL
);
INSERT INTO "SentPayloads" VALUES(1,'2026-11-23 09:00:00.1234567','{"format":"text","data":"hello","encoding":"utf-8","template":false,"lineEnding":"lf"}');
INSERT INTO "SentPayloads" VALUES(2,'2026-11-23 09:00:01','{"format":"hex","data":"00 01","encoding":"latin1","template":false,"lineEnding":"none"}');
CREATE TABLE "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);
INSERT INTO "__EFMigrationsHistory" VALUES('20261123052422_Endpoints','10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES('20261123075752_Payloads','10.0.15');
CREATE TABLE "__EFMigrationsLock" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY,
    "Timestamp" TEXT NOT NULL
);
CREATE INDEX "IX_Endpoints_Position" ON "Endpoints" ("Position");
COMMIT;
