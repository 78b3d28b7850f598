using System.Text.Json;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Journal;

public sealed class JournalEventTests
{
    /// <summary>Every record of figures, filled, with the JSON that the contract documents for it.</summary>
    private static readonly (EventData Data, string Json)[] Every =
    [
        (new StartedData { Address = "::1", Port = 7 }, """{"address":"::1","port":7}"""),
        (
            new StartedData
            {
                Address = "127.0.0.1",
                Port = 7,
                RemoteHost = "localhost",
                RemoteAddress = "127.0.0.1",
                RemotePort = 8,
                Attempt = 3,
            },
            """{"address":"127.0.0.1","port":7,"remoteHost":"localhost","remoteAddress":"127.0.0.1","remotePort":8,"attempt":3}"""
        ),
        (new ConnectionOpenedData("localhost", "::1", 80), """{"host":"localhost","address":"::1","port":80}"""),
        (new ConnectionRejectedData(10, 3), """{"limit":10,"count":3}"""),
        (new UrgentMarkData(long.MaxValue), """{"offset":9223372036854775807}"""),
        (new PeerHalfClosedData { CloseNotify = true }, """{"closeNotify":true}"""),
        (new PeerHalfClosedData { ClosesAfterSeconds = 2 }, """{"closesAfterSeconds":2}"""),
        (new HalfClosedData(true), """{"peerFinished":true}"""),
        (new ServerRestartedData(3, false), """{"lost":3,"isExact":false}"""),
        (
            new ConnectionEndedData("peerReset", 1, long.MaxValue),
            """{"closeReason":"peerReset","receivedBytes":1,"sentBytes":9223372036854775807,"peerFinished":false}"""
        ),
        (new RetryData(2, 500), """{"attempt":2,"retryInMs":500}"""),
        (new PartlySentData(3, 4), """{"sent":3,"asked":4}"""),
        (new UnreachableData(5), """{"count":5}"""),
        (
            new UnreachableData(5)
            {
                IcmpType = 3,
                IcmpCode = 13,
                RefusedBy = "10.0.0.1",
            },
            """{"count":5,"icmpType":3,"icmpCode":13,"refusedBy":"10.0.0.1"}"""
        ),
        (new DatagramsRefusedData(20_000, 1), """{"checksum":20000,"malformed":1}"""),
        (new CountData(5), """{"count":5}"""),
        (new MulticastData("239.1.2.3"), """{"group":"239.1.2.3"}"""),
        (
            new MulticastData("232.1.2.3") { Source = "127.0.0.1", Interface = "a\"b" },
            """{"group":"232.1.2.3","source":"127.0.0.1","interface":"a\"b"}"""
        ),
        (new ReplyPausedData(100), """{"limit":100}"""),
        (new ReplyResumedData(6), """{"skipped":6}"""),
        (new JobStartedData("j"), """{"job":"j"}"""),
        (new JobEndedData("j", 1, 2, 3, 4), """{"job":"j","sent":1,"failed":2,"bytes":3,"rebased":4}"""),
        (new TlsEstablishedData("tls13", "TLS_X"), """{"version":"tls13","cipherSuite":"TLS_X"}"""),
        (
            new TlsEstablishedData("tls12", "TLS_X")
            {
                Alpn = "h2",
                ServerName = "s",
                PeerSubject = "",
                PeerIssuer = "CN=i",
                PeerNames = "a, b",
                PeerFingerprint = "f",
                PeerNotBefore = "2026",
                PeerNotAfter = "2027",
                ChainStatus = "ok",
            },
            """{"version":"tls12","cipherSuite":"TLS_X","alpn":"h2","serverName":"s","peerSubject":"","peerIssuer":"CN=i","""
                + """
                "peerNames":"a, b","peerFingerprint":"f","peerNotBefore":"2026","peerNotAfter":"2027","chainStatus":"ok"}
                """
        ),
        (new TlsUnverifiedData(""), """{"ignored":""}"""),
        (new RecordingStoppedData("r"), """{"recording":"r"}"""),
    ];

    [Fact]
    public void Every_record_of_figures_comes_back_from_the_journal_and_is_written_as_documented()
    {
        Assert.Equal(
            typeof(EventData).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(EventData))).Select(type => type.Name).Order(),
            Every.Select(one => one.Data.GetType().Name).Distinct().Order()
        );
        var relaxed = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using var journal = Sample.Journal();
        foreach (var (data, json) in Every)
        {
            var type = Enum.GetValues<EventType>().First(type => EventDataTypes.Find(type)?.Type == data.GetType());
            journal.AddEvent(new(type, "code", "message", data));
            Assert.Equal(data, journal.ReadAll()[^1].Event!.Data);
            Assert.Equal(json, JsonSerializer.Serialize(data, relaxed));
            using var document = JsonDocument.Parse(json);
            Assert.Equal(
                document.RootElement.EnumerateObject().Select(field => (field.Name, field.Value.ToString())),
                data.ListFields().Select(field => (field.Key, field.Value.ToString()!))
            );
        }
    }

    [Fact]
    public void Figures_that_the_type_does_not_carry_are_refused()
    {
        using var journal = Sample.Journal();
        Assert.Throws<ArgumentException>(() => journal.AddEvent(new(EventType.Dropped, null, "", new JobStartedData("j"))));
        Assert.Throws<ArgumentException>(() => journal.AddEvent(new(EventType.Stopped, null, "", new CountData(1))));
        Assert.Equal(0, journal.Ledger.Journaled);
    }

    [Fact]
    public void Event_comes_back_whole()
    {
        using var journal = Sample.Journal();
        var what = new JournalEvent(EventType.SendTimedOut, "timedOut", "€ <b> \u202e \0", new PartlySentData(long.MaxValue, 7));
        journal.AddEvent(what, PeerAddress.From(new(System.Net.IPAddress.Loopback, 9)), new ConnectionId(5));

        var entry = Assert.Single(journal.ReadAll());
        Assert.Equal(what, entry.Event);
        Assert.Equal((9, 5L), (entry.Peer.Port, entry.ConnectionId.Value));
        Assert.Equal((EntryKind.Event, EntryDirection.None, 0, -1L), (entry.Kind, entry.Direction, entry.Length, entry.Offset));
        Assert.Equal(0, entry.Payload.Length);
    }

    [Fact]
    public void Event_without_code_and_figures_stays_so()
    {
        using var journal = Sample.Journal();
        journal.AddEvent(new(EventType.Stopped, null, "Stopped"));
        var entry = Assert.Single(journal.ReadAll());
        Assert.Null(entry.Event!.Code);
        Assert.Null(entry.Event.Data);
        Assert.Equal(DateTimeKind.Utc, entry.Time.Kind);
    }

    [Theory]
    [InlineData(EventType.PortUnreachable)]
    [InlineData(EventType.Dropped)]
    [InlineData(EventType.ConnectionTimedOut)]
    public void Every_event_is_whole_also_when_payloads_are_not_asked_for(EventType type)
    {
        using var journal = Sample.Journal();
        journal.AddEvent(new(type, null, new string('m', 500)));
        var batch = new EntryBatch();
        journal.Read(0, batch, maxPayload: 0);
        Assert.Equal((type, 500), (batch.ToEntries()[0].Event!.Type, batch.ToEntries()[0].Event!.Message.Length));
    }
}
