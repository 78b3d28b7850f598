using System.Text;
using System.Text.RegularExpressions;
using MessagePack;
using SocketLab.Contracts;
using SocketLab.Contracts.Serialization;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;
using SocketLab.Core.Payloads.Reading;
using SocketLab.Core.Statistics;
using SocketLab.Web.ViewState.Bytes;
using SocketLab.Web.ViewState.Comparing;

namespace SocketLab.Web.Tests.Fuzz;

/// <summary>
/// Every parser of what somebody else writes, as a function of bytes: it comes back, or it refuses in the way that is its own. Anything
/// else that it throws is a fault.
/// </summary>
internal static class ParserTargets
{
    private static readonly PayloadEncoding[] Encodings = Enum.GetValues<PayloadEncoding>();
    private static readonly LineEnding[] LineEndings = Enum.GetValues<LineEnding>();
    private static readonly string Subject = string.Concat(Enumerable.Repeat("aaaabbbb-GET /x HTTP/1.1\r\n", 20));

    private static readonly EntryJournal Entries = SomeEntries();

    /// <summary>The parsers by name, each with valid input to begin from.</summary>
    public static IReadOnlyDictionary<string, (string[] Seeds, Action<byte[]> Run)> All { get; } =
        new Dictionary<string, (string[] Seeds, Action<byte[]> Run)>
        {
            ["text"] = ([@"Hello\r\n\x00\u{20ac}\\ é", "plain"], bytes => Payload(PayloadFormat.Text, bytes)),
            ["hex"] = (["de ad be ef", "0x00,0x01", "00:ff"], bytes => Payload(PayloadFormat.Hex, bytes)),
            ["base64"] = (["aGVsbG8=", "-_-_"], bytes => Payload(PayloadFormat.Base64, bytes)),
            ["template"] = (
                ["{{counter:5:d6}}{{time:HH:mm}}{{uuid}}{{random:4:x}}{{randomInt:1:9:u16be}}{{length:u32le}}{{crc32:all}}"],
                Template
            ),
            ["paste"] = (["41 42 hello\n", "00000000  68 65 6c 6c 6f  |hello|"], bytes => MixedPaste.TryConvert(Text(bytes), out _)),
            ["expression"] = (["^GET (\\S+) HTTP/1", "(a|b)*c{2,3}[^z]\\p{L}"], Expression),
            ["filter"] = (
                [
                    "dir == in and peer.port == 9191 and (text contains \"hello\" or hex contains ff00)",
                    "not u16be[-6] > 0x10 or bytes[0:2] == \"ff 00\" or capture(\"temp=([0-9.]+)\") >= 25",
                    "peer.address in (10.0.0.0/8, ::1) text matches \"a+\" event == connectionReset time < 2026-11-28T12:00:00Z",
                ],
                Filtered
            ),
            ["definition"] = (
                ["""{"kind":"udpListener","name":"a","local":{"port":1},"udp":{"multicastGroups":["239.1.2.3"]},"reply":[{}]}"""],
                bytes =>
                {
                    Request<EndpointDefinition>(bytes);
                    Patch<EndpointDefinition>(bytes);
                }
            ),
            ["send"] = (
                ["""{"payload":{"format":"text","data":"x"},"to":{"host":"127.0.0.1","port":9},"repeat":{"count":1,"perSecond":0.5}}"""],
                Request<SendRequest>
            ),
            ["once"] = (
                ["""{"protocol":"udp","to":{"host":"::1","port":9},"payload":{"data":"x"},"waitForReplyMs":5}"""],
                Request<OneShotRequest>
            ),
            ["file"] = (["""{"payloads":[{"name":"a","folder":"b/c","data":"x","lineEnding":"lf"}]}"""], Request<PayloadFile>),
            ["certificate"] = (
                ["""{"name":"c","generate":{"names":["a"],"days":1,"keyType":"rsa2048"},"upload":null}"""],
                Request<CertificateRequest>
            ),
            ["watch"] = (["""{"from":[{"endpointId":"a","after":0,"journalId":null}],"maxBatch":5}"""], Request<WatchEntriesRequest>),
            ["packed"] = (["\u0082\u00a7payload\u0081\u00a4data\u00a1x\u00a2to\u0082\u00a4host\u00a1a\u00a4port\u0009"], Packed),
            ["address"] = (["127.0.0.1:80", "[fe80::1%lo]:9", "239.1.2.3%lo@10.0.0.1", "unix:a/b", "10.0.0.0/8"], Address),
            ["wrapped"] = (["aGVsbG8=", "a%20b", "\u001f\u008b\u0008\0\0\0\0\0\0\u0003K\u0004\0"], Unwrapped),
            ["indented"] = (["""{"a":[1,"\ud83d\ude00"]}""", "<a b='c'><!--d--><e>&lt;</e></a>"], Indented),
            ["changes"] = (["frame 1;frame 2;frame 3;frame 14"], Compared),
            ["datagram"] = (["SLSQ\0\0\0\u0018\0\0\0\0\0\0\0\u0001\0\0\0\0\0\0\0\u0001", "{\"a\":\"\u001b[31m\"}"], Shown),
        };

    private static void Unwrapped(byte[] bytes)
    {
        foreach (var coding in Enum.GetValues<ContentCoding>())
        {
            ContentDecoder.Decode(coding, bytes);
        }
    }

    private static void Indented(byte[] bytes)
    {
        var encoding = Encodings[bytes.Length % Encodings.Length];
        PrettyText.Json(bytes, encoding);
        PrettyText.Xml(bytes, PayloadEncoding.Utf8);
        ReadableText.Of(bytes, encoding);
        ByteValues.At(bytes, new(bytes.Length / 2, 1));
    }

    private static void Compared(byte[] bytes)
    {
        var messages = Text(bytes).Split(';').Select(message => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(message)).ToList();
        ChangesView.Of(messages, "messages");
        Comparison.Of(messages[0], messages[^1], byPosition: bytes.Length % 2 == 0);
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static void Payload(PayloadFormat format, byte[] bytes)
    {
        var text = Text(bytes);
        try
        {
            PayloadParser.Parse(format, text, Encodings[bytes.Length % Encodings.Length], LineEndings[bytes.Length % LineEndings.Length]);
        }
        catch (PayloadException refused) when (refused.Position >= 0 && refused.Position <= text.Length)
        {
            // As it should be.
        }
    }

    private static void Template(byte[] bytes)
    {
        foreach (var format in (PayloadFormat[])[PayloadFormat.Text, PayloadFormat.Hex])
        {
            var text = Text(bytes);
            try
            {
                var template = PayloadTemplate.Parse(
                    new()
                    {
                        Data = text,
                        Format = format,
                        Template = true,
                        Encoding = Encodings[bytes.Length % Encodings.Length],
                    },
                    TimeProvider.System
                );
                if (template.MaxLength < 100_000 && template.Render(bytes.Length).Length > template.MaxLength)
                {
                    throw new InvalidOperationException("A message is longer than it can be.");
                }
            }
            catch (PayloadException refused) when (refused.Position >= 0 && refused.Position <= text.Length)
            {
                // As it should be.
            }
        }
    }

    private static void Expression(byte[] bytes)
    {
        var rule = new ReplyRule
        {
            When = new() { Type = ReplyMatch.Regex, Value = Text(bytes) },
            Payload = new() { Data = "$0 $1" },
        };
        try
        {
            var compiled = new CompiledRule(rule, TimeProvider.System);
            compiled.Expression?.Match(Subject);
        }
        catch (RegexMatchTimeoutException)
        {
            // It is counted, and the message goes on without an answer.
        }
    }

    private static void Filtered(byte[] bytes)
    {
        var text = Text(bytes);
        var syntax = FilterSyntax.Read(text);
        if (syntax.Errors.Any(error => error.Column < 1 || error.Column + error.Length > text.Length + 1 || error.Length < 0))
        {
            throw new InvalidOperationException("An error is outside of the text.");
        }

        FilterSyntax.Complete(text, bytes.Length / 2);
        if (syntax.Partial is not { } filter)
        {
            return;
        }

        new FilterScan(new(Entries), filter).Complete(CancellationToken.None);
        if (filter.Canonical.Length <= FilterSyntax.MaxLength && Filter.Parse(filter.Canonical).Canonical != filter.Canonical)
        {
            throw new InvalidOperationException("Written anew it is another filter.");
        }
    }

    private static EntryJournal SomeEntries()
    {
        var journal = new EntryJournal(256 << 10, new JournalBudget(1 << 20), TimeProvider.System);
        using var batch = journal.BeginBatch();
        foreach (var payload in (string[])["hello", "temp=21.5", Subject, ""])
        {
            batch.AddDatagram(EntryDirection.In, 1, PeerAddress.None, payload.Length, Encoding.UTF8.GetBytes(payload));
        }

        batch.AddEvent(PackedEvent.From(new JournalEvent(EventType.Started, null, "It listens.")));
        return journal;
    }

    private static void Request<T>(byte[] bytes) => Refusing(() => ContractReader.Read<T>(bytes));

    private static void Patch<T>(byte[] bytes) => Refusing(() => ContractReader.ReadPatch<T>(bytes));

    private static void Packed(byte[] bytes)
    {
        try
        {
            using var transcoder = new MessagePackTranscoder(isRequest: true);
            var reader = new MessagePackReader(bytes);
            transcoder.Read(ref reader);
            if (transcoder.Errors.Count == 0)
            {
                Request<SendRequest>(transcoder.Json.ToArray());
            }
            else if (reader.Consumed > bytes.Length)
            {
                throw new InvalidOperationException("It read behind the end.");
            }
        }
        catch (Exception error) when (error is EndOfStreamException or MessagePackSerializationException)
        {
            // It is no MessagePack: the hub says so.
        }
    }

    private static void Address(byte[] bytes)
    {
        var text = Text(bytes);
        _ = HostPort.TryParse(text, out _, out _);
        _ = HostPort.IsHost(text);
        _ = MulticastGroup.TryParse(text, out _, out _);
        _ = AddressRange.TryParse(text, out _);
        _ = IpLiteral.OldSpelling(text);
        _ = UnixAddress.ProblemOf(UnixAddress.Scheme + text);
    }

    private static void Shown(byte[] bytes)
    {
        SequenceStamp.TryRead(bytes, out _);
        HexDump.Format(bytes);
        VisibleText.Plain(bytes);
        VisibleText.Reveal(Text(bytes));

        // What is shown can be sent again, and is the same bytes.
        var again = PayloadParser.Parse(PayloadFormat.Text, VisibleText.Line(bytes));
        if (!again.AsSpan().SequenceEqual(bytes))
        {
            throw new InvalidOperationException("What is shown stands for other bytes.");
        }
    }

    private static void Refusing(Action read)
    {
        try
        {
            read();
        }
        catch (InvalidRequestException refused) when (refused.Errors.Count is > 0 and <= DefinitionErrors.Most)
        {
            // As it should be.
        }
    }
}
