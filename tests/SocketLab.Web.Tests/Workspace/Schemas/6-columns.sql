-- A workspace as the version wrote it that kept the columns of feeds.
BEGIN TRANSACTION;
CREATE TABLE "Certificates" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Certificates" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "Pem" TEXT NOT NULL,
    "PrivateKey" BLOB NULL
, "Format" INTEGER NOT NULL DEFAULT 1);
INSERT INTO "Certificates" VALUES('gk9f4ewmd8','lab','2026-11-27 18:49:43.0506012','-----BEGIN CERTIFICATE-----
MIIBnTCCAUSgAwIBAgIIY48s//Opan8wCgYIKoZIzj0EAwIwFjEUMBIGA1UEAwwL
bGFiLmV4YW1wbGUwHhcNMjYxMTI3MTg0NDQzWhcNMzYxMTI0MTg0OTQzWjAWMRQw
EgYDVQQDDAtsYWIuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABOq3
Ag9WA9TBhBTqhc5xEJ9bUF8lMfy/cg1k+VFEbBJOQ1y7Ckwl7pCjp+ZQ+eb4etTY
AXae3TNeVO104XAOsWWjfDB6MAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgeA
MB0GA1UdJQQWMBQGCCsGAQUFBwMBBggrBgEFBQcDAjAdBgNVHQ4EFgQU/3NLUMqp
hvxnyamhVerYXK5DBd4wHAYDVR0RBBUwE4ILbGFiLmV4YW1wbGWHBH8AAAEwCgYI
KoZIzj0EAwIDRwAwRAIgNdRcnukxt6n+ngjJsqtpfTc94Ohd6RwD+nJ0pqc84RcC
IHlPA0zCGlNr2cNsKekblESB0/3+XWJ4cXAraaW6BZbr
-----END CERTIFICATE-----
',X'308187020100301306072A8648CE3D020106082A8648CE3D030107046D306B0201010420184B95568FF5C4A5BBE892CEC7E270D7CFC8F79ED7B442FEB05E84D4C4129E7BA14403420004EAB7020F5603D4C18414EA85CE71109F5B505F2531FCBF720D64F951446C124E435CBB0A4C25EE90A3A7E650F9E6F87AD4D801769EDD335E54ED74E1700EB165',1);
CREATE TABLE "Endpoints" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Endpoints" PRIMARY KEY,
    "Position" INTEGER NOT NULL,
    "Definition" TEXT NOT NULL,
    "WantedRunning" INTEGER NOT NULL
, "Format" INTEGER NOT NULL DEFAULT 1);
INSERT INTO "Endpoints" VALUES('2rdb4e4kp2',1,'{"kind":"udpListener","name":"sensors","local":{"address":"127.0.0.1","port":0},"remote":null,"udp":{"maxDatagramBytes":1400,"receiveBufferBytes":1048576,"broadcast":false,"reuseAddress":false,"multicastGroups":[],"multicastInterface":null,"multicastTtl":1,"multicastLoopback":true},"tcp":{"backlog":512,"maxConnections":1000,"idleTimeoutSeconds":0,"sendTimeoutSeconds":30,"halfClosedSeconds":2,"connectTimeoutSeconds":10,"noDelay":true,"keepAliveSeconds":60,"lingerSeconds":null,"reconnect":false,"framing":{"mode":"raw","delimiterHex":"0d0a","lengthBytes":4,"lengthEndian":"big","lengthIncludesHeader":false,"fixedBytes":64,"maxFrameBytes":1048576},"tls":{"enabled":false,"certificateId":null,"serverName":null,"trustAny":false,"trustedCertificateId":null,"clientCertificateId":null,"requireClientCertificate":"none","minimumVersion":"tls12","alpn":[],"handshakeTimeoutSeconds":10}},"reply":[{"when":{"type":"prefix","value":"PING"},"payload":{"format":"text","data":"PONG\\n","encoding":"utf-8","template":false},"echo":false,"delayMs":0,"continue":false,"closeAfter":false},{"when":{"type":"any","value":""},"payload":null,"echo":true,"delayMs":20,"continue":false,"closeAfter":false}],"replyLimitPerSecond":1000,"measureSequence":true,"journal":{"maxBytes":268435456}}',1,1);
INSERT INTO "Endpoints" VALUES('yjydgu4bwm',2,'{"kind":"tcpListener","name":"TCP any port","local":{"address":"::1","port":0},"remote":null,"udp":{"maxDatagramBytes":65535,"receiveBufferBytes":4194304,"broadcast":false,"reuseAddress":false,"multicastGroups":[],"multicastInterface":null,"multicastTtl":1,"multicastLoopback":true},"tcp":{"backlog":512,"maxConnections":20,"idleTimeoutSeconds":60,"sendTimeoutSeconds":30,"halfClosedSeconds":2,"connectTimeoutSeconds":10,"noDelay":true,"keepAliveSeconds":60,"lingerSeconds":null,"reconnect":false,"framing":{"mode":"lengthPrefix","delimiterHex":"0d0a","lengthBytes":2,"lengthEndian":"little","lengthIncludesHeader":false,"fixedBytes":64,"maxFrameBytes":1048576},"tls":{"enabled":true,"certificateId":"gk9f4ewmd8","serverName":null,"trustAny":false,"trustedCertificateId":null,"clientCertificateId":null,"requireClientCertificate":"none","minimumVersion":"tls13","alpn":["h2","http/1.1"],"handshakeTimeoutSeconds":10}},"reply":[],"replyLimitPerSecond":1000,"measureSequence":false,"journal":{"maxBytes":268435456}}',1,1);
INSERT INTO "Endpoints" VALUES('humpa5syb8',3,'{"kind":"udpSender","name":"UDP to localhost:9","local":null,"remote":{"host":"localhost","port":9,"family":"ipv4"},"udp":{"maxDatagramBytes":65535,"receiveBufferBytes":4194304,"broadcast":true,"reuseAddress":false,"multicastGroups":[],"multicastInterface":null,"multicastTtl":4,"multicastLoopback":true},"tcp":{"backlog":512,"maxConnections":1000,"idleTimeoutSeconds":0,"sendTimeoutSeconds":30,"halfClosedSeconds":2,"connectTimeoutSeconds":10,"noDelay":true,"keepAliveSeconds":60,"lingerSeconds":null,"reconnect":false,"framing":{"mode":"raw","delimiterHex":"0d0a","lengthBytes":4,"lengthEndian":"big","lengthIncludesHeader":false,"fixedBytes":64,"maxFrameBytes":1048576},"tls":{"enabled":false,"certificateId":null,"serverName":null,"trustAny":false,"trustedCertificateId":null,"clientCertificateId":null,"requireClientCertificate":"none","minimumVersion":"tls12","alpn":[],"handshakeTimeoutSeconds":10}},"reply":[],"replyLimitPerSecond":1000,"measureSequence":false,"journal":{"maxBytes":268435456}}',0,1);
INSERT INTO "Endpoints" VALUES('f6u7qw4bu5',4,'{"kind":"tcpClient","name":"Prüfstand","local":null,"remote":{"host":"192.0.2.7","port":502,"family":"any"},"udp":{"maxDatagramBytes":65535,"receiveBufferBytes":4194304,"broadcast":false,"reuseAddress":false,"multicastGroups":[],"multicastInterface":null,"multicastTtl":1,"multicastLoopback":true},"tcp":{"backlog":512,"maxConnections":1000,"idleTimeoutSeconds":0,"sendTimeoutSeconds":30,"halfClosedSeconds":2,"connectTimeoutSeconds":3,"noDelay":false,"keepAliveSeconds":60,"lingerSeconds":0,"reconnect":true,"framing":{"mode":"raw","delimiterHex":"0d0a","lengthBytes":4,"lengthEndian":"big","lengthIncludesHeader":false,"fixedBytes":64,"maxFrameBytes":1048576},"tls":{"enabled":false,"certificateId":null,"serverName":null,"trustAny":false,"trustedCertificateId":null,"clientCertificateId":null,"requireClientCertificate":"none","minimumVersion":"tls12","alpn":[],"handshakeTimeoutSeconds":10}},"reply":[],"replyLimitPerSecond":1000,"measureSequence":false,"journal":{"maxBytes":268435456}}',0,1);
CREATE TABLE "FeedColumns" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_FeedColumns" PRIMARY KEY,
    "Content" TEXT NOT NULL,
    "Format" INTEGER NOT NULL DEFAULT 1
);
INSERT INTO "FeedColumns" VALUES('2rdb4e4kp2','{"values":[{"name":"speed","value":"u16be[6]"}],"hidden":["number"],"widths":[{"column":"peer","pixels":200},{"column":"u16be[6]","pixels":80}]}',1);
INSERT INTO "FeedColumns" VALUES('merged','{"values":[],"hidden":["length"],"widths":[]}',1);
CREATE TABLE "Filters" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Filters" PRIMARY KEY,
    "Content" TEXT NOT NULL,
    "Format" INTEGER NOT NULL DEFAULT 1
);
INSERT INTO "Filters" VALUES('a7kq2m5xw3','{"name":"hot rooms","filter":"capture(\"temp=([0-9.]+)\") >= 25","colour":"red","isHiding":false}',1);
INSERT INTO "Filters" VALUES('b9cd4e6fg8','{"name":"only events","filter":"kind == event","colour":"none","isHiding":true}',1);
CREATE TABLE "Payloads" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Payloads" PRIMARY KEY,
    "Content" TEXT NOT NULL
, "Format" INTEGER NOT NULL DEFAULT 1);
INSERT INTO "Payloads" VALUES('f2yq6qj6kn','{"name":"ping","folder":"lab/echo","description":"Asks for PONG","format":"text","data":"PING {{counter}}","encoding":"utf-8","template":true,"lineEnding":"crlf"}',1);
INSERT INTO "Payloads" VALUES('3xeia5iiu3','{"name":"magic","folder":"","description":"","format":"hex","data":"de ad be ef","encoding":"utf-8","template":false,"lineEnding":"none"}',1);
INSERT INTO "Payloads" VALUES('rkixysa4pk','{"name":"wide","folder":"","description":"","format":"text","data":"Grüße","encoding":"utf-16le","template":false,"lineEnding":"none"}',1);
CREATE TABLE "SentPayloads" (
    "Sequence" INTEGER NOT NULL CONSTRAINT "PK_SentPayloads" PRIMARY KEY,
    "Time" TEXT NOT NULL,
    "Content" TEXT NOT NULL
, "Format" INTEGER NOT NULL DEFAULT 1);
INSERT INTO "SentPayloads" VALUES(1,'2026-11-23 09:00:00.1234567','{"format":"text","data":"hello","encoding":"utf-8","template":false,"lineEnding":"lf"}',1);
INSERT INTO "SentPayloads" VALUES(2,'2026-11-23 09:00:01','{"format":"hex","data":"00 01","encoding":"latin1","template":false,"lineEnding":"none"}',1);
CREATE TABLE "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);
INSERT INTO "__EFMigrationsHistory" VALUES('20261123052422_Endpoints','10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES('20261123075752_Payloads','10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES('20261123084500_Certificates','10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES('20261127190000_Formats','SocketLab');
INSERT INTO "__EFMigrationsHistory" VALUES('20261128023000_Filters','SocketLab');
INSERT INTO "__EFMigrationsHistory" VALUES('20261128053000_FeedColumns','SocketLab');
CREATE INDEX "IX_Endpoints_Position" ON "Endpoints" ("Position");
COMMIT;
