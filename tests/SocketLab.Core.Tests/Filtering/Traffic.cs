using System.Globalization;
using System.Net;
using System.Text;
using SocketLab.Core.Addresses;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Filtering;

/// <summary>Entries of every sort, the same ones for the same seed.</summary>
internal sealed class Traffic(EntryJournal journal, int seed)
{
    /// <summary>Two connections, so that one is not the other.</summary>
    public static readonly ConnectionId FirstConnection = new((7L << 32) | 11),
        SecondConnection = new((7L << 32) | 12);

    /// <summary>Our end of both connections.</summary>
    public static readonly PeerAddress Local = Address("192.0.2.1", 8080);

    private static readonly string[] Words =
    [
        "hello",
        "HELLO",
        "Hello, World",
        "temp=21.5",
        "temp=-3",
        "temp=99 and more",
        "GET /index.html HTTP/1.1\r\nHost: a\r\n\r\n",
        "größe €",
        "😀 smile",
        "error: disk \"full\"",
        "",
        "x",
        "kelvin K and k",
    ];

    private static readonly PeerAddress[] Peers =
    [
        Address("127.0.0.1", 9191),
        Address("10.1.2.3", 80),
        Address("10.200.0.1", 9191),
        Address("fd00::5", 443),
        Address("fe80::1%2", 9),
        PeerAddress.FromUnix("lab.sock"),
        PeerAddress.FromUnix("a\"b\\c"),
    ];

    private readonly Random _random = new(seed);
    private long _ticks = new DateTime(2026, 11, 28, 12, 0, 0, DateTimeKind.Utc).Ticks;
    private long _offset;

    public static FilterSource Source(EntryJournal journal) =>
        new(journal)
        {
            EndpointId = "endpoint-1",
            EndpointName = () => "Lab one",
            LocalOf = id => id == FirstConnection ? Local : PeerAddress.None,
        };

    public void Add(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Add();
        }
    }

    private static PeerAddress Address(string address, int port) => PeerAddress.From(new IPEndPoint(IPAddress.Parse(address), port));

    private void Add()
    {
        _ticks += _random.Next(1, 20_000_000);
        var peer = Peers[_random.Next(Peers.Length)];
        var payload = Payload();
        var direction = _random.Next(2) == 0 ? EntryDirection.In : EntryDirection.Out;
        var connection = _random.Next(3) == 0 ? SecondConnection : FirstConnection;
        using var batch = journal.BeginBatch();
        switch (_random.Next(10))
        {
            case 0:
                var type = (EventType)_random.Next((int)EventType.Dropped + 1);
                var message = $"It said “{Words[_random.Next(Words.Length)]}” {_random.Next(9)}.";
                var what = PackedEvent.From(new JournalEvent(type, _random.Next(2) == 0 ? null : "hello", message));
                batch.AddEvent(what, _random.Next(2) == 0 ? PeerAddress.None : peer, _random.Next(2) == 0 ? default : connection);
                break;
            case < 5:
                batch.AddData(direction, _ticks, peer, connection, _offset, payload);
                _offset += payload.Length;
                break;
            default:
                var local = _random.Next(3) == 0 ? LocalEnd.None : LocalEnd.From(new IPEndPoint(IPAddress.Loopback, 7000));
                var lost = _random.Next(20) == 0 ? 100 : 0;
                batch.AddDatagram(direction, _ticks, peer, payload.Length + lost, payload, EntryMarks.None, local);
                break;
        }
    }

    private byte[] Payload()
    {
        switch (_random.Next(8))
        {
            case 0:
                var bytes = new byte[_random.Next(40)];
                _random.NextBytes(bytes);
                return bytes;
            case 1:
                return [0xff, 0x00, (byte)_random.Next(4), .. "abc"u8, 0xc3];
            case 2:
                return [.. Encoding.UTF8.GetBytes(Words[_random.Next(Words.Length)]), 0xe2, 0x82];
            case 3:
                return Encoding.UTF8.GetBytes(new string('.', _random.Next(300)) + Words[_random.Next(Words.Length)]);
            case 4:
                return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"temp={_random.Next(-50, 150) / 2.0};"));
            default:
                return Encoding.UTF8.GetBytes(Words[_random.Next(Words.Length)]);
        }
    }
}
