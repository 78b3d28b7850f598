-- A workspace as the version wrote it that had endpoints alone.
PRAGMA journal_mode = wal;
BEGIN TRANSACTION;
CREATE TABLE "Endpoints" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Endpoints" PRIMARY KEY,
    "Position" INTEGER NOT NULL,
    "Definition" TEXT NOT NULL,
    "WantedRunning" INTEGER NOT NULL
);
INSERT INTO "Endpoints" VALUES('rnkhxd9f9y',1,'{"kind":"udpListener","name":"sensors","local":{"address":"127.0.0.1","port":0},"remote":null,"udp":{"maxDatagramBytes":1400,"receiveBufferBytes":1048576,"broadcast":false,"reuseAddress":false,"multicastGroups":[],"multicastInterface":null,"multicastTtl":1,"multicastLoopback":true},"tcp":{"backlog":512,"maxConnections":1000,"idleTimeoutSeconds":0,"sendTimeoutSeconds":30,"halfClosedSeconds":2,"connectTimeoutSeconds":10,"noDelay":true,"keepAliveSeconds":60,"reconnect":false,"framing":{"mode":"raw","delimiterHex":"0d0a","lengthBytes":4,"lengthEndian":"big","lengthIncludesHeader":false,"fixedBytes":64,"maxFrameBytes":1048576},"tls":{"enabled":false,"certificateId":null,"serverName":null,"trustAny":false}},"reply":[],"journal":{"maxBytes":268435456}}',1);
INSERT INTO "Endpoints" VALUES('5bbtn96zub',2,'{"kind":"tcpListener","name":"TCP any port","local":{"address":"::1","port":0},"remote":null,"udp":{"maxDatagramBytes":65535,"receiveBufferBytes":4194304,"broadcast":false,"reuseAddress":false,"multicastGroups":[],"multicastInterface":null,"multicastTtl":1,"multicastLoopback":true},"tcp":{"backlog":512,"maxConnections":20,"idleTimeoutSeconds":60,"sendTimeoutSeconds":30,"halfClosedSeconds":2,"connectTimeoutSeconds":10,"noDelay":true,"keepAliveSeconds":60,"reconnect":false,"framing":{"mode":"raw","delimiterHex":"0d0a","lengthBytes":4,"lengthEndian":"big","lengthIncludesHeader":false,"fixedBytes":64,"maxFrameBytes":1048576},"tls":{"enabled":false,"certificateId":null,"serverName":null,"trustAny":false}},"reply":[],"journal":{"maxBytes":268435456}}',1);
INSERT INTO "Endpoints" VALUES('sjt9rqq6qc',3,'{"kind":"udpSender","name":"UDP to localhost:9","local":null,"remote":{"host":"localhost","port":9},"udp":{"maxDatagramBytes":65535,"receiveBufferBytes":4194304,"broadcast":false,"reuseAddress":false,"multicastGroups":[],"multicastInterface":null,"multicastTtl":1,"multicastLoopback":true},"tcp":{"backlog":512,"maxConnections":1000,"idleTimeoutSeconds":0,"sendTimeoutSeconds":30,"halfClosedSeconds":2,"connectTimeoutSeconds":10,"noDelay":true,"keepAliveSeconds":60,"reconnect":false,"framing":{"mode":"raw","delimiterHex":"0d0a","lengthBytes":4,"lengthEndian":"big","lengthIncludesHeader":false,"fixedBytes":64,"maxFrameBytes":1048576},"tls":{"enabled":false,"certificateId":null,"serverName":null,"trustAny":false}},"reply":[],"journal":{"maxBytes":268435456}}',0);
INSERT INTO "Endpoints" VALUES('gi7cve896v',4,'{"kind":"tcpClient","name":"Prüfstand","local":null,"remote":{"host":"192.0.2.7","port":502},"udp":{"maxDatagramBytes":65535,"receiveBufferBytes":4194304,"broadcast":false,"reuseAddress":false,"multicastGroups":[],"multicastInterface":null,"multicastTtl":1,"multicastLoopback":true},"tcp":{"backlog":512,"maxConnections":1000,"idleTimeoutSeconds":0,"sendTimeoutSeconds":30,"halfClosedSeconds":2,"connectTimeoutSeconds":3,"noDelay":false,"keepAliveSeconds":60,"reconnect":false,"framing":{"mode":"raw","delimiterHex":"0d0a","lengthBytes":4,"lengthEndian":"big","lengthIncludesHeader":false,"fixedBytes":64,"maxFrameBytes":1048576},"tls":{"enabled":false,"certificateId":null,"serverName":null,"trustAny":false}},"reply":[],"journal":{"maxBytes":268435456}}',0);
CREATE TABLE "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);
INSERT INTO "__EFMigrationsHistory" VALUES('20261123052422_Endpoints','10.0.15');
CREATE TABLE "__EFMigrationsLock" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY,
    "Timestamp" TEXT NOT NULL
);
CREATE INDEX "IX_Endpoints_Position" ON "Endpoints" ("Position");
COMMIT;
