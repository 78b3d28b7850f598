namespace SocketLab.Web.Tests.Fuzz;

/// <summary>A valid request of a route, from which invalid ones are made.</summary>
/// <param name="Route">Method and pattern, as the server maps it.</param>
/// <param name="Target">Path and query, with the names of <see cref="Arena"/>'s things in braces.</param>
/// <param name="Body">Its body; null for none.</param>
/// <param name="MediaType">The body's media type.</param>
internal sealed record Sample(string Route, string Target, string? Body = null, string MediaType = "application/json")
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Octets = "application/octet-stream";

    private const string Endpoint = """
        {"kind":"udpListener","name":"lab 1","start":true,"local":{"address":"0.0.0.0","port":0},
        "remote":{"host":"127.0.0.1","port":9,"family":"any"},"udp":{"maxDatagramBytes":1000,"receiveBufferBytes":65536,"broadcast":false,
        "reuseAddress":false,"multicastGroups":["239.1.2.3%lo"],"multicastInterface":"lo","multicastTtl":0,"multicastLoopback":true},
        "reply":[{"when":{"type":"regex","value":"^a(b+)$"},"payload":{"data":"$1\\n","encoding":"latin1"},"delayMs":1},{"echo":true}],
        "replyLimitPerSecond":10,"measureSequence":false,"journal":{"maxBytes":262144}}
        """;

    private const string Listener = """
        {"kind":"tcpListener","start":true,"local":{"port":0},"tcp":{"backlog":5,"maxConnections":10,"idleTimeoutSeconds":5,
        "sendTimeoutSeconds":5,"halfClosedSeconds":1,"connectTimeoutSeconds":1,"noDelay":true,"keepAliveSeconds":5,"lingerSeconds":0,
        "framing":{"mode":"lengthPrefix","delimiterHex":"0d0a","lengthBytes":4,"lengthEndian":"big","lengthIncludesHeader":false,
        "fixedBytes":64,"maxFrameBytes":1000},"tls":{"enabled":true,"certificateId":"{certificate}","serverName":null,"trustAny":false,
        "trustedCertificateId":null,"clientCertificateId":null,"requireClientCertificate":"none","minimumVersion":"tls12","alpn":["h2"],
        "handshakeTimeoutSeconds":1}}}
        """;

    private const string Payload = """
        {"name":"ping","folder":"lab/echo","description":"d","format":"text","data":"é{{counter:d6}}\\x41\\n","encoding":"utf-8",
        "template":true,"lineEnding":"none"}
        """;

    private const string Send = """
        {"payload":{"format":"hex","data":"{{length:u16be}} 41 {{crc32:u32be}}","encoding":"utf-8","template":true,"lineEnding":"none"},
        "to":{"host":"127.0.0.1","port":9,"family":"ipv4"},"repeat":{"count":1,"perSecond":500,"durationSeconds":null,"burst":1,
        "jitterPercent":0}}
        """;

    private const string Once = """
        {"protocol":"udp","to":{"host":"127.0.0.1","port":9},"payload":{"format":"base64","data":"aGVsbG8="},"waitForReplyMs":0}
        """;

    private const string Stream = """{"payload":{"data":"x"},"connectionIds":["{connection}"]}""";

    /// <summary>At least one request for each route.</summary>
    public static IReadOnlyList<Sample> All { get; } =
    [
        new("GET /api/certificates", "/api/certificates"),
        new("GET /api/certificates/{id}", "/api/certificates/{certificate}"),
        new("GET /api/certificates/{id}/file", "/api/certificates/{certificate}/file"),
        new(
            "POST /api/certificates",
            "/api/certificates",
            """{"name":"c","generate":{"names":["localhost","127.0.0.1"],"days":30,"keyType":"ecdsaP256"}}"""
        ),
        new("POST /api/certificates", "/api/certificates", """{"name":"c","upload":{"data":"AAEC","password":"x"}}"""),
        new("DELETE /api/certificates/{id}", "/api/certificates/{certificate}", "{}"),
        new("GET /api/endpoints", "/api/endpoints"),
        new("GET /api/endpoints/{id}", "/api/endpoints/{udp}"),
        new("POST /api/endpoints", "/api/endpoints", Endpoint),
        new("POST /api/endpoints", "/api/endpoints", Listener),
        new(
            "PATCH /api/endpoints/{id}",
            "/api/endpoints/{udp}",
            """{"name":null,"remote":{"port":9},"reply":[{"echo":true}],"measureSequence":true}"""
        ),
        new("GET /api/endpoints/{id}/marks", "/api/endpoints/{tcp}/marks"),
        new("PUT /api/endpoints/{id}/entries/{seq:long}/mark", "/api/endpoints/{tcp}/entries/1/mark", """{"note":"odd"}"""),
        new("GET /api/endpoints/{id}/entries/{seq:long}/mark", "/api/endpoints/{tcp}/entries/1/mark"),
        new("DELETE /api/endpoints/{id}/entries/{seq:long}/mark", "/api/endpoints/{tcp}/entries/1/mark", "{}"),
        new("GET /api/endpoints/{id}/entries/{seq}/decode", "/api/endpoints/nobody/entries/1/decode?as=http"),
        new("GET /api/recordings", "/api/recordings"),
        new("GET /api/recordings/{id}", "/api/recordings/nobody"),
        new("GET /api/recordings/{id}/file", "/api/recordings/nobody/file"),
        new("POST /api/recordings", "/api/recordings", """{"endpointIds":["nobody"],"filter":"len > 1"}"""),
        new("POST /api/recordings/{id}/stop", "/api/recordings/nobody/stop", "{}"),
        new("POST /api/recordings/{id}/open", "/api/recordings/nobody/open", "{}"),
        new("DELETE /api/recordings/{id}", "/api/recordings/nobody", "{}"),
        new(
            "POST /api/replays",
            "/api/replays",
            """{"source":{"endpointId":"nobody","direction":"in"},"protocol":"udp","to":{"host":"127.0.0.1","port":9},"loop":1}"""
        ),
        new("GET /api/workspace", "/api/workspace"),
        new(
            "POST /api/workspace",
            "/api/workspace",
            """
            {"format":1,"endpoints":[],"payloads":[],"filters":[{"name":"hot","filter":"len > 4","colour":"red","hide":true}],
            "columns":[{"endpoint":null,"columns":{"values":[{"name":"n","value":"u8[0]"}],"hidden":["number"],
            "widths":[{"column":"peer","pixels":99}]}}]}
            """
        ),
        new("POST /api/endpoints/{id}/move", "/api/endpoints/{udp}/move", """{"before":null}"""),
        new("POST /api/endpoints/{id}/multicast/join", "/api/endpoints/{udp}/multicast/join", """{"group":"239.1.2.3%lo"}"""),
        new("POST /api/endpoints/{id}/multicast/leave", "/api/endpoints/{udp}/multicast/leave", """{"group":"239.1.2.3%lo@127.0.0.1"}"""),
        new("DELETE /api/endpoints/{id}", "/api/endpoints/{spare}", "{}"),
        new("POST /api/endpoints/{id}/start", "/api/endpoints/{tcp}/start", "{}"),
        new("POST /api/endpoints/{id}/stop", "/api/endpoints/{spare}/stop", "{}"),
        new("POST /api/endpoints/{id}/clear", "/api/endpoints/{tcp}/clear", "{}"),
        new(
            "GET /api/endpoints/{id}/entries",
            "/api/endpoints/{tcp}/entries?after=0&before=9&limit=5&order=desc&payloadBytes=10&journalId=x"
        ),
        new(
            "GET /api/endpoints/{id}/capture.pcapng",
            "/api/endpoints/{tcp}/capture.pcapng?connectionId={connection}&as=messages&follow=false&filter=dir%20%3D%3D%20in&dissector=http"
        ),
        new(
            "GET /api/endpoints/{id}/export",
            "/api/endpoints/{tcp}/export?format=csv&filter=len%20%3E%200&connectionId={connection}&direction=in&after=0&before=99"
        ),
        new("POST /api/captures", "/api/captures?name=a", "\n\r\r\n\u001c\0\0\0M<+\u001a\u0001\0\0\0\0\0\0\0\0\0\0\0\u001c\0\0\0", Octets),
        new("GET /api/capture.pcapng", "/api/capture.pcapng?endpoints={tcp},{udp}&as=packets"),
        new(
            "GET /api/endpoints/{id}/entries",
            "/api/endpoints/{tcp}/entries?filter=dir%20==%20in%20and%20(text%20contains%20%22he%22%20or%20not%20u16be[-2]%20%3E%205)"
        ),
        new("GET /api/endpoints/{id}/entries/count", "/api/endpoints/{tcp}/entries/count?filter=text%20matches%20%22h.*o%22"),
        new(
            "GET /api/endpoints/{id}/series",
            "/api/endpoints/{tcp}/series?value=len&filter=kind%20==%20data&bucketMs=1000&from=2026-01-01T00:00:00Z&to=2999-01-01T00:00:00Z"
        ),
        new("GET /api/endpoints/{id}/summary", "/api/endpoints/{tcp}/summary?filter=len%20%3E%200"),
        new("GET /api/endpoints/{id}/conversations", "/api/endpoints/{tcp}/conversations?filter=len%20%3E%200&format=csv&limit=5"),
        new("GET /api/entries", "/api/entries?endpoints={tcp},{udp}&filter=hello&order=asc&limit=5&payloadBytes=10"),
        new(
            "GET /api/endpoints/{id}/frames",
            "/api/endpoints/{tcp}/frames?connectionId={connection}&direction=in&limit=5&payloadBytes=10&after="
        ),
        new("GET /api/endpoints/{id}/connections", "/api/endpoints/{tcp}/connections"),
        new("POST /api/endpoints/{id}/connections/shutdown", "/api/endpoints/{spare}/connections/shutdown", "{}"),
        new("POST /api/endpoints/{id}/connections/close", "/api/endpoints/{spare}/connections/close", "{}"),
        new("POST /api/endpoints/{id}/connections/reset", "/api/endpoints/{spare}/connections/reset", "{}"),
        new("POST /api/endpoints/{id}/send", "/api/endpoints/{udp}/send", Send),
        new("POST /api/endpoints/{id}/send", "/api/endpoints/{tcp}/send", Stream),
        new("POST /api/endpoints/{id}/send", "/api/endpoints/{udp}/send?host=127.0.0.1&port=9&family=ipv4", "abc", Octets),
        new("POST /api/endpoints/{id}/send", "/api/endpoints/{tcp}/send?connectionIds={connection}", "abc", Octets),
        new("GET /api/connections/{id}", "/api/connections/{connection}"),
        new(
            "PATCH /api/connections/{id}",
            "/api/connections/{connection}",
            """{"noDelay":false,"keepAliveSeconds":5,"lingerSeconds":null}"""
        ),
        new("POST /api/connections/{id}/send", "/api/connections/{connection}/send", """{"payload":{"data":"x\\r\\n"},"repeat":null}"""),
        new("POST /api/connections/{id}/send", "/api/connections/{connection}/send", "abc", Octets),
        new("POST /api/connections/{id}/shutdown", "/api/connections/{connection}/shutdown", "{}"),
        new("POST /api/connections/{id}/close", "/api/connections/{connection}/close", "{}"),
        new("POST /api/connections/{id}/reset", "/api/connections/{connection}/reset", "{}"),
        new("POST /api/send", "/api/send", Once),
        new("GET /api/payloads", "/api/payloads"),
        new("GET /api/payloads/{id}", "/api/payloads/{payload}"),
        new("GET /api/payloads/export", "/api/payloads/export"),
        new("GET /api/payloads/history", "/api/payloads/history"),
        new("POST /api/payloads", "/api/payloads", Payload),
        new("PATCH /api/payloads/{id}", "/api/payloads/{payload}", """{"name":"other","data":"ff","format":"hex","template":null}"""),
        new("POST /api/payloads/import", "/api/payloads/import", $$"""{"payloads":[{{Payload}},{"name":"b","data":""}]}"""),
        new("DELETE /api/payloads/{id}", "/api/payloads/{payload}", "{}"),
        new("DELETE /api/payloads/history", "/api/payloads/history", "{}"),
        new("GET /api/conversations", "/api/conversations?endpoints={udp}&filter=len%20%3E%201&format=csv&limit=5"),
        new("GET /api/filters", "/api/filters"),
        new("GET /api/filters/{id}", "/api/filters/{filter}"),
        new(
            "POST /api/filters",
            "/api/filters",
            """{"name":"hot","filter":"len > 4 and text contains \"a\"","colour":"red","hide":false}"""
        ),
        new("PATCH /api/filters/{id}", "/api/filters/{filter}", """{"name":"other","filter":"dir == in","colour":null,"hide":true}"""),
        new("DELETE /api/filters/{id}", "/api/filters/{filter}", "{}"),
        new("GET /api/workspace/status", "/api/workspace/status"),
        new("GET /api/jobs", "/api/jobs?endpointId={udp}"),
        new("GET /api/jobs/{id}", "/api/jobs/{job}"),
        new("DELETE /api/jobs/{id}", "/api/jobs/{job}", "{}"),
        new("POST /api/jobs/{id}/pause", "/api/jobs/{job}/pause", "{}"),
        new("POST /api/jobs/{id}/resume", "/api/jobs/{job}/resume", "{}"),
        new("any /api/{**rest}", "/api/nothing/{udp}?a=b", "{}"),
        new("GET /login", "/login?token=wrong&returnUrl=/"),
        new("POST /login", "/login", "token=wrong&returnUrl=%2F&__RequestVerificationToken=x", Form),
        new("POST /logout", "/logout", "__RequestVerificationToken=x", Form),
        new("any /hubs/live", "/hubs/live?id=x"),
        new("any /hubs/live/negotiate", "/hubs/live/negotiate?negotiateVersion=1", ""),
        new("any /healthz", "/healthz"),
    ];
}
