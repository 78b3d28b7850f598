using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Filtering;

/// <summary>Conditions, each with what it means written down once more, as plainly as can be.</summary>
internal static partial class Atoms
{
    private static readonly DateTime Noon = new(2026, 11, 28, 12, 5, 0, DateTimeKind.Utc);

    public static IReadOnlyList<(string Text, Func<Entry, bool> Meaning)> All { get; } =
    [
        ("hello", e => Has(Text(e), "hello")),
        ("\"hello, w\"", e => Has(Text(e), "hello, w")),
        ("text contains HELLO", e => Has(Text(e), "hello")),
        ("text contains \"GRÖSSE\"", e => Has(Text(e), "GRÖSSE")),
        ("text contains größe", e => Has(Text(e), "größe")),
        ("text contains GRößE", e => Has(Text(e), "größe")),
        ("text contains \"GRÖßE\"", e => Has(Text(e), "grÖße")),
        ("text contains k", e => Has(Text(e), "k")),
        ("text contains \"\"", _ => true),
        ("text contains \"\\u{fffd}\"", e => Text(e).Contains('�', StringComparison.Ordinal)),
        ("text contains \"c\\u{fffd}\"", e => Has(Text(e), "c�")),
        ("text contains \"\\\"full\"", e => Has(Text(e), "\"full")),
        ("text contains \"\\0\"", e => Text(e).Contains('\0', StringComparison.Ordinal)),
        ("text contains 😀", e => Has(Text(e), "😀")),
        ("text contains \"......................................................................x\"", e =>
            Has(Text(e), new string('.', 70) + "x")
        ),
        ("text == hello", e => Text(e) == "hello"),
        ("text == \"\"", e => Text(e).Length == 0),
        ("text != \"x\"", e => Text(e) != "x"),
        ("text == \"x\\u{fffd}\"", e => Text(e) == "x�"),
        ("text startsWith \"TEMP=\"", e => Text(e).StartsWith("temp=", StringComparison.OrdinalIgnoreCase)),
        ("text startsWith It", e => Lower(Text(e)).StartsWith("it", StringComparison.Ordinal)),
        ("text in (hello, \"HELLO\", x)", e => Text(e) is "hello" or "HELLO" or "x"),
        ("text matches \"temp=-?[0-9]+\"", e => Regex.IsMatch(Text(e), "temp=-?[0-9]+")),
        ("text matches \"^.$\"", e => Regex.IsMatch(Text(e), "^.$")),
        ("text matches \"(hello|disk) ?\\\"?\"", e => Regex.IsMatch(Text(e), "(hello|disk) ?\"?")),
        ("text matches \"said .*hello\"", e => Regex.IsMatch(Text(e), "said .*hello")),
        ("hex contains ff00", e => IsMessage(e) && Bytes(e).AsSpan().IndexOf((ReadOnlySpan<byte>)[0xff, 0x00]) >= 0),
        ("hex contains 00", e => IsMessage(e) && Bytes(e).Contains((byte)0)),
        ("hex contains 61:62", e => IsMessage(e) && Bytes(e).AsSpan().IndexOf("ab"u8) >= 0),
        ("hex contains 22", e => IsMessage(e) && Bytes(e).Contains((byte)'"')),
        ("hex startsWith \"ff 00\"", e => IsMessage(e) && Bytes(e) is [0xff, 0, ..]),
        ("hex == 78", e => IsMessage(e) && Bytes(e) is [0x78]),
        ("hex != 78", e => IsMessage(e) && Bytes(e) is not [0x78]),
        ("hex in (78, 68656c6c6f)", e => IsMessage(e) && Text(e) is "x" or "hello" && IsMessage(e)),
        ("len > 20", e => e.Length > 20),
        ("len == 0", e => e.Length == 0),
        ("len <= 0x5", e => e.Length <= 5),
        ("len >= 4.5", e => e.Length >= 4.5),
        ("len == 4.5", _ => false),
        ("len != 4.5", _ => true),
        ("len in (1, 5, 7)", e => e.Length is 1 or 5 or 7),
        ("len < -1e300", _ => false),
        ("len > 170141183460469231731687303715884105727", _ => false),
        ("len < -170141183460469231731687303715884105728", _ => false),
        ("seq > 100", e => e.Sequence > 100),
        ("seq in (3, 5, 8, 13)", e => e.Sequence is 3 or 5 or 8 or 13),
        ("offset >= 0", e => e.Kind == EntryKind.Data),
        ("offset < 500", e => e.Kind == EntryKind.Data && e.Offset < 500),
        ("offset != 7", e => e.Kind == EntryKind.Data && e.Offset != 7),
        ("time >= 2026-11-28T12:05:00Z", e => e.Time >= Noon),
        ("time < \"2026-11-28T12:05\"", e => e.Time < Noon),
        ("time > 2026-11-28T13:05:00+01:00", e => e.Time > Noon),
        ("dir == in", e => e.Direction == EntryDirection.In),
        ("dir != out", e => e.Direction != EntryDirection.Out),
        ("dir in (none, out)", e => e.Direction != EntryDirection.In),
        ("kind == event", e => e.Kind == EntryKind.Event),
        ("kind != data", e => e.Kind != EntryKind.Data),
        ("event == connectionReset", e => e.Event?.Type == EventType.ConnectionReset),
        ("event != dropped", e => e.Event is { } what && what.Type != EventType.Dropped),
        ("event in (started, stopped)", e => e.Event?.Type is EventType.Started or EventType.Stopped),
        ("truncated == true", e => e.Truncated),
        ("truncated != true", e => !e.Truncated),
        ("peer.port == 9191", e => Port(e.Peer) == 9191),
        ("peer.port != 9191", e => Port(e.Peer) is { } port && port != 9191),
        ("peer.port < 100", e => Port(e.Peer) < 100),
        ("peer.address == 10.1.2.3", e => e.Peer.Address == "10.1.2.3"),
        ("peer.address != 10.1.2.3", e => !e.Peer.IsNone && e.Peer.Address != "10.1.2.3"),
        ("peer.address in 10.0.0.0/8", e => e.Peer.Address.StartsWith("10.", StringComparison.Ordinal)),
        ("peer.address in (10.1.0.0/16, 127.0.0.1)", e => e.Peer.Address is "10.1.2.3" or "127.0.0.1"),
        ("peer.address in fd00::/8", e => e.Peer.Address == "fd00::5"),
        ("peer.address == FE80::1", e => e.Peer.Address == "fe80::1%2"),
        ("peer.address == fe80::1%2", e => e.Peer.Address == "fe80::1%2"),
        ("peer.address == fe80::1%3", _ => false),
        ("peer.address in 0.0.0.0/0", e => e.Peer.Address.Contains('.', StringComparison.Ordinal) && !e.Peer.IsUnix),
        ("peer.address == unix:lab.sock", e => e.Peer.Address == "unix:lab.sock"),
        ("peer.address == \"unix:a\\\"b\\\\c\"", e => e.Peer.Address == "unix:a\"b\\c"),
        ("local.port == 7000", e => LocalPort(e) == 7000),
        ("local.port > 7500", e => LocalPort(e) > 7500),
        ("local.address == 127.0.0.1", e => LocalAddress(e) == "127.0.0.1"),
        ("local.address != 127.0.0.1", e => LocalAddress(e) is { } local && local != "127.0.0.1"),
        ("conn == 11", e => e.ConnectionId == Traffic.FirstConnection),
        ("conn == 000000070000000c", e => e.ConnectionId == Traffic.SecondConnection),
        ("conn != 11", e => !e.ConnectionId.IsNone && e.ConnectionId != Traffic.FirstConnection),
        ("conn in (11, 12)", e => !e.ConnectionId.IsNone),
        ("endpoint == endpoint-1", _ => true),
        ("endpoint == \"Lab one\"", _ => true),
        ("endpoint != \"Lab one\"", _ => false),
        ("endpoint contains LAB", _ => true),
        ("endpoint startsWith one", _ => false),
        ("endpoint matches \"^Lab\"", _ => true),
        ("u8[0] == 255", e => At(e, 0, 1) is [255]),
        ("u8[-1] > 0x80", e => At(e, -1, 1) is [> 0x80]),
        ("u8[2] != 1", e => At(e, 2, 1) is [not 1]),
        ("i8[0] < 0", e => At(e, 0, 1) is [>= 0x80]),
        ("u16be[0] == 0xff00", e => At(e, 0, 2) is [0xff, 0]),
        ("u16le[0] == 255", e => At(e, 0, 2) is [0xff, 0]),
        ("i16be[-2] >= 0", e => At(e, -2, 2) is { } b && BinaryPrimitives.ReadInt16BigEndian(b) >= 0),
        ("u32be[1] < 1718000000", e => At(e, 1, 4) is { } b && BinaryPrimitives.ReadUInt32BigEndian(b) < 1718000000),
        ("i32le[-4] < 0", e => At(e, -4, 4) is { } b && BinaryPrimitives.ReadInt32LittleEndian(b) < 0),
        ("u64be[0] > 9223372036854775807", e => At(e, 0, 8) is { } b && BinaryPrimitives.ReadUInt64BigEndian(b) > long.MaxValue),
        ("u64le[0] < 7523094288207667809", e => At(e, 0, 8) is { } b && BinaryPrimitives.ReadUInt64LittleEndian(b) < 7523094288207667809),
        ("u64le[0] > -1", e => At(e, 0, 8) is not null),
        ("i64be[0] < 0", e => At(e, 0, 8) is { } b && BinaryPrimitives.ReadInt64BigEndian(b) < 0),
        ("f32be[0] > 0", e => At(e, 0, 4) is { } b && BinaryPrimitives.ReadSingleBigEndian(b) > 0),
        ("f32be[-4] == 2.6100955e20", e => At(e, -4, 4) is [0x61, 0x62, 0x63, 0xc3]),
        ("f32be[-4] in (2.6100955e20, 1)", e => At(e, -4, 4) is [0x61, 0x62, 0x63, 0xc3]),
        ("f32be[-4] > 1e300", e => At(e, -4, 4) is [0x7f, 0x80, 0, 0]),
        ("f64le[-8] != 1.5", e => At(e, -8, 8) is { } b && BinaryPrimitives.ReadDoubleLittleEndian(b) != 1.5),
        ("bytes[0:2] == ff00", e => At(e, 0, 2) is [0xff, 0]),
        ("bytes[-3:2] != 6162", e => At(e, -3, 2) is { } b && !b.AsSpan().SequenceEqual("ab"u8)),
        ("bytes[1:6] contains 0061", e => At(e, 1, 6) is { } b && b.AsSpan().IndexOf((ReadOnlySpan<byte>)[0, 0x61]) >= 0),
        ("bytes[0:3] startsWith 68", e => At(e, 0, 3) is [0x68, ..]),
        ("capture(\"temp=(-?[0-9.]+)\") >= 25", e => Captured(e) >= 25),
        ("capture(\"temp=(-?[0-9.]+)\") == 21.5", e => Captured(e) == 21.5),
        ("capture(\"temp=(-?[0-9.]+)\") != 21.5", e => Captured(e) is { } number && number != 21.5),
        ("capture(\"temp=(-?[0-9.]+)\") == \"21.5\"", e => CapturedText(e) == "21.5"),
        ("capture(\"temp=(-?[0-9.]+)\") startsWith -", e => CapturedText(e)?.StartsWith('-') == true),
        ("capture(\"temp=(-?[0-9.]+)\") matches \"^9\"", e => CapturedText(e)?.StartsWith('9') == true),
        ("capture(\"(?:^|x)(H)ello\") == H", e => IsMessage(e) && Regex.IsMatch(Text(e), "(?:^|x)(H)ello")),
    ];

    public static string Text(Entry entry) => entry.Event?.Message ?? Encoding.UTF8.GetString(entry.Payload.Span);

    private static bool IsMessage(Entry entry) => entry.Event is null;

    private static byte[] Bytes(Entry entry) => entry.Payload.ToArray();

    private static bool Has(string text, string part) => Lower(text).Contains(Lower(part), StringComparison.Ordinal);

    private static string Lower(string text) => string.Concat(text.Select(c => c is >= 'A' and <= 'Z' ? (char)(c + 32) : c));

    private static int? Port(PeerAddress peer) => peer.IsNone || peer.IsUnix ? null : peer.Port;

    private static int? LocalPort(Entry entry) =>
        !entry.Local.IsNone ? entry.Local.Port
        : entry.ConnectionId == Traffic.FirstConnection ? Traffic.Local.Port
        : null;

    private static string? LocalAddress(Entry entry) =>
        !entry.Local.IsNone ? entry.Local.Address.ToString()
        : entry.ConnectionId == Traffic.FirstConnection ? Traffic.Local.Address
        : null;

    private static byte[]? At(Entry entry, int position, int length)
    {
        var start = position < 0 ? entry.Payload.Length + position : position;
        return entry.Event is null && start >= 0 && start + length <= entry.Payload.Length
            ? entry.Payload.Slice(start, length).ToArray()
            : null;
    }

    private static string? CapturedText(Entry entry) =>
        IsMessage(entry) && Temperature().Match(Text(entry)) is { Success: true } match ? match.Groups[1].Value : null;

    private static double? Captured(Entry entry) =>
        double.TryParse(CapturedText(entry), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex("temp=(-?[0-9.]+)")]
    private static partial Regex Temperature();
}
