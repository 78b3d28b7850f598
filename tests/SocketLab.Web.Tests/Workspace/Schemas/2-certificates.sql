-- A workspace as the version wrote it that had endpoints and certificates, as a build between two releases had them.
BEGIN TRANSACTION;
CREATE TABLE "Certificates" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Certificates" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "Pem" TEXT NOT NULL,
    "PrivateKey" BLOB NULL
);
INSERT INTO "Certificates" VALUES('ib7fvz8vxy','lab','2026-11-27 18:55:23.4689851','-----BEGIN CERTIFICATE-----
MIIBnTCCAUSgAwIBAgIISpcD8o1epE4wCgYIKoZIzj0EAwIwFjEUMBIGA1UEAwwL
bGFiLmV4YW1wbGUwHhcNMjYxMTI3MTg1MDIzWhcNMzYxMTI0MTg1NTIzWjAWMRQw
EgYDVQQDDAtsYWIuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABObb
NjQyQOwIQBEXkSGz6SYTBxgTT64w0jDAu0AsI7PX3oOksyK2JyUDXr6wX+j6wHs9
Y9ar+sshcRndQSMGTq+jfDB6MAwGA1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgeA
MB0GA1UdJQQWMBQGCCsGAQUFBwMBBggrBgEFBQcDAjAdBgNVHQ4EFgQUqiKcrwj5
iuQwt8mGODaYDDmFk1gwHAYDVR0RBBUwE4ILbGFiLmV4YW1wbGWHBH8AAAEwCgYI
KoZIzj0EAwIDRwAwRAIged1+7kZnuomnz7PiGrp9Kn6rzVZFcCsiG1LdSJ4J1yEC
IDHNpSNu7qxbh16kCqk7DsgHe9PYLi1y509KAErc2K1o
-----END CERTIFICATE-----
',X'308187020100301306072A8648CE3D020106082A8648CE3D030107046D306B0201010420126EBD688A9B67C1F0E6CD433FC44AD13419C8263737469065A196FDD74AEB39A14403420004E6DB36343240EC084011179121B3E926130718134FAE30D230C0BB402C23B3D7DE83A4B322B62725035EBEB05FE8FAC07B3D63D6ABFACB217119DD4123064EAF');
CREATE TABLE "Endpoints" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Endpoints" PRIMARY KEY,
    "Position" INTEGER NOT NULL,
    "Definition" TEXT NOT NULL,
    "WantedRunning" INTEGER NOT NULL
);
INSERT INTO "Endpoints" VALUES('zc99y5vbn2',1,'{"kind":"udpListener","name":"sensors","local":{"address":"127.0.0.1","port":0},"remote":null,"udp":{"maxDatagramBytes":1400,"receiveBufferBytes":1048576,"broadcast":false,"reuseAddress":false,"multicastGroups":[],"multicastInterface":null,"multicastTtl":1,"multicastLoopback":true},"tcp":{"backlog":512,"maxConnections":1000,"idleTimeoutSeconds":0,"sendTimeoutSeconds":30,"halfClosedSeconds":2,"connectTimeoutSeconds":10,"noDelay":true,"keepAliveSeconds":60,"reconnect":false,"framing":{"mode":"raw","delimiterHex":"0d0a","lengthBytes":4,"lengthEndian":"big","lengthIncludesHeader":false,"fixedBytes":64,"maxFrameBytes":1048576},"tls":{"enabled":false,"certificateId":null,"serverName":null,"trustAny":false,"trustedCertificateId":null,"clientCertificateId":null,"requireClientCertificate":"none","minimumVersion":"tls12","alpn":[],"handshakeTimeoutSeconds":10}},"reply":[],"journal":{"maxBytes":268435456}}',1);
INSERT INTO "Endpoints" VALUES('f9hsbb6hu7',2,'{"kind":"tcpListener","name":"TCP any port","local":{"address":"::1","port":0},"remote":null,"udp":{"maxDatagramBytes":65535,"receiveBufferBytes":4194304,"broadcast":false,"reuseAddress":false,"multicastGroups":[],"multicastInterface":null,"multicastTtl":1,"multicastLoopback":true},"tcp":{"backlog":512,"maxConnections":20,"idleTimeoutSeconds":60,"sendTimeoutSeconds":30,"halfClosedSeconds":2,"connectTimeoutSeconds":10,"noDelay":true,"keepAliveSeconds":60,"reconnect":false,"framing":{"mode":"raw","delimiterHex":"0d0a","lengthBytes":4,"lengthEndian":"big","lengthIncludesHeader":false,"fixedBytes":64,"maxFrameBytes":1048576},"tls":{"enabled":true,"certificateId":"ib7fvz8vxy","serverName":null,"trustAny":false,"trustedCertificateId":null,"clientCertificateId":null,"requireClientCertificate":"none","minimumVersion":"tls13","alpn":["h2","http/1.1"],"handshakeTimeoutSeconds":10}},"reply":[],"journal":{"maxBytes":268435456}}',1);
INSERT INTO "Endpoints" VALUES('vmxj3adgt8',3,'{"kind":"udpSender","name":"UDP to localhost:9","local":null,"remote":{"host":"localhost","port":9},"udp":{"maxDatagramBytes":65535,"receiveBufferBytes":4194304,"broadcast":false,"reuseAddress":false,"multicastGroups":[],"multicastInterface":null,"multicastTtl":1,"multicastLoopback":true},"tcp":{"backlog":512,"maxConnections":1000,"idleTimeoutSeconds":0,"sendTimeoutSeconds":30,"halfClosedSeconds":2,"connectTimeoutSeconds":10,"noDelay":true,"keepAliveSeconds":60,"reconnect":false,"framing":{"mode":"raw","delimiterHex":"0d0a","lengthBytes":4,"lengthEndian":"big","lengthIncludesHeader":false,"fixedBytes":64,"maxFrameBytes":1048576},"tls":{"enabled":false,"certificateId":null,"serverName":null,"trustAny":false,"trustedCertificateId":null,"clientCertificateId":null,"requireClientCertificate":"none","minimumVersion":"tls12","alpn":[],"handshakeTimeoutSeconds":10}},"reply":[],"journal":{"maxBytes":268435456}}',0);
INSERT INTO "Endpoints" VALUES('ujgnvg8idj',4,'{"kind":"tcpClient","name":"Prüfstand","local":null,"remote":{"host":"192.0.2.7","port":502},"udp":{"maxDatagramBytes":65535,"receiveBufferBytes":4194304,"broadcast":false,"reuseAddress":false,"multicastGroups":[],"multicastInterface":null,"multicastTtl":1,"multicastLoopback":true},"tcp":{"backlog":512,"maxConnections":1000,"idleTimeoutSeconds":0,"sendTimeoutSeconds":30,"halfClosedSeconds":2,"connectTimeoutSeconds":3,"noDelay":false,"keepAliveSeconds":60,"reconnect":false,"framing":{"mode":"raw","delimiterHex":"0d0a","lengthBytes":4,"lengthEndian":"big","lengthIncludesHeader":false,"fixedBytes":64,"maxFrameBytes":1048576},"tls":{"enabled":false,"certificateId":null,"serverName":null,"trustAny":false,"trustedCertificateId":null,"clientCertificateId":null,"requireClientCertificate":"none","minimumVersion":"tls12","alpn":[],"handshakeTimeoutSeconds":10}},"reply":[],"journal":{"maxBytes":268435456}}',0);
CREATE TABLE "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);
INSERT INTO "__EFMigrationsHistory" VALUES('20261123052422_Endpoints','10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES('20261123084500_Certificates','10.0.15');
CREATE TABLE "__EFMigrationsLock" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY,
    "Timestamp" TEXT NOT NULL
);
CREATE INDEX "IX_Endpoints_Position" ON "Endpoints" ("Position");
COMMIT;
