using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Filtering;

/// <summary>One entry as it is packed, and what is read out of it without making an object.</summary>
internal readonly ref struct EntryFacts
{
    private readonly ref readonly EntryHeader _header;
    private readonly FilterSource _source;
    private readonly FilterScratch _scratch;

    public EntryFacts(long sequence, in EntryHeader header, ReadOnlySpan<byte> payload, FilterSource source, FilterScratch scratch)
    {
        (Sequence, _source, _scratch) = (sequence, source, scratch);
        _header = ref header;
        Payload = payload;
    }

    public static EntryFacts Of(in EntryView entry, FilterSource source) =>
        new(entry.Sequence, in entry.Header, entry.Payload, source, new FilterScratch());

    public long Sequence { get; }

    public ReadOnlySpan<byte> Payload { get; }

    public ref readonly EntryHeader Header => ref _header;

    public FilterSource Source => _source;

    public FilterScratch Scratch => _scratch;

    public bool IsEvent => _header.Kind == EntryKind.Event;

    /// <summary>The text's bytes in UTF-8, in which anything may stand where a message is no UTF-8.</summary>
    public ReadOnlySpan<byte> TextBytes => IsEvent ? Message() : Payload;

    /// <summary>The text, with U+FFFD for what is no UTF-8.</summary>
    public ReadOnlySpan<char> Text => _scratch.Decode(TextBytes);

    public ConnectionId Connection => _header.Kind == EntryKind.Datagram ? default : new(_header.ConnectionId);

    /// <summary>Our end, as <see cref="PeerAddress"/> has it; none where nobody knows.</summary>
    public PeerAddress Local
    {
        get
        {
            if (_header.Kind == EntryKind.Datagram)
            {
                var local = _header.Local;
                return local.IsNone ? PeerAddress.None : PeerAddress.From(new System.Net.IPEndPoint(local.Address, local.Port));
            }

            return _header.ConnectionId == 0 ? PeerAddress.None : _scratch.LocalOf(new(_header.ConnectionId), _source);
        }
    }

    /// <summary>
    /// A whole number, as one that compares as it does: unsigned ones of 64 bits are shifted to where signed ones begin.
    /// </summary>
    public bool TryReadInteger(EntryValue value, out long number)
    {
        number = 0;
        switch (value.Field)
        {
            case FilterField.Sequence:
                number = Sequence;
                return true;
            case FilterField.Time:
                number = _header.Ticks;
                return true;
            case FilterField.Length:
                number = IsEvent ? 0 : _header.Length;
                return true;
            case FilterField.Offset:
                number = _header.Offset;
                return _header.Kind == EntryKind.Data;
            case FilterField.PeerPort:
                number = _header.Peer.Port;
                return HasPort(_header.Peer);
            case FilterField.LocalPort when _header.Kind == EntryKind.Datagram:
                number = _header.Local.Port;
                return !_header.Local.IsNone;
            case FilterField.LocalPort:
                var local = Local;
                number = local.Port;
                return HasPort(local);
            default:
                return TryPlace(value, out var bytes) && TryReadInteger(value, bytes, out number);
        }
    }

    /// <summary>A floating-point number in the bytes.</summary>
    public bool TryReadFloat(EntryValue value, out double number)
    {
        var found = TryPlace(value, out var bytes);
        number = found ? EntryNumbers.ReadFloat(bytes, value.IsBigEndian) : 0;
        return found;
    }

    /// <summary>The bytes that a value is made of; an event has none.</summary>
    public bool TryPlace(EntryValue value, out ReadOnlySpan<byte> bytes)
    {
        var start = value.Position >= 0 ? value.Position : Payload.Length + value.Position;
        var found = !IsEvent && start >= 0 && start + value.Size <= Payload.Length;
        bytes = found ? Payload.Slice(start, value.Size) : default;
        return found;
    }

    /// <summary>The first group of an expression; null where it finds nothing.</summary>
    /// <exception cref="RegexMatchTimeoutException">It took too long to tell.</exception>
    public string? Capture(EntryValue value)
    {
        if (IsEvent)
        {
            return null;
        }

        var match = value.Expression!.Match(Text.ToString());
        var group = match.Groups[match.Groups.Count > 1 ? 1 : 0];
        return match.Success && group.Success ? group.Value : null;
    }

    /// <summary>Any value as a number; null where the entry has none.</summary>
    public double? ReadNumber(EntryValue value)
    {
        switch (value.Type)
        {
            case FilterType.WholeNumber when TryReadInteger(value, out var number):
                return EntryNumbers.IsShifted(value) ? (double)(Int128)EntryNumbers.Unshift(number) : number;
            case FilterType.Time:
                return (_header.Ticks - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerSecond;
            case FilterType.Number when TryReadFloat(value, out var number):
                return number;
            case FilterType.Capture:
                return EntryNumbers.TryParse(CaptureInTime(value), out var captured) ? captured : null;
            default:
                return null;
        }
    }

    /// <summary>Any value as text; null where the entry has none.</summary>
    public string? ReadText(EntryValue value)
    {
        var invariant = CultureInfo.InvariantCulture;
        return value.Field switch
        {
            FilterField.Text => Text.ToString(),
            FilterField.Hex => IsEvent ? null : Convert.ToHexStringLower(Payload),
            FilterField.Bytes => TryPlace(value, out var bytes) ? Convert.ToHexStringLower(bytes) : null,
            FilterField.Time => new DateTime(_header.Ticks, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffK", invariant),
            FilterField.Direction or FilterField.Kind or FilterField.Event or FilterField.Truncated => TryReadChoice(
                value.Field,
                out var choice
            )
                ? FilterFieldInfo.Of(value.Field).Choices[choice]
                : null,
            FilterField.PeerAddress => _header.Peer.IsNone ? null : _header.Peer.Address,
            FilterField.LocalAddress => Local is { IsNone: false } local ? local.Address : null,
            FilterField.Connection => Connection.IsNone ? null : Connection.ToString(),
            FilterField.Endpoint => _source.EndpointId.Length == 0 ? null : _source.EndpointId,
            FilterField.Capture => CaptureInTime(value),
            FilterField.FloatNumber => TryReadFloat(value, out var number) ? EntryNumbers.ToText(value, number) : null,
            _ => !TryReadInteger(value, out var whole) ? null
            : EntryNumbers.IsShifted(value) ? EntryNumbers.Unshift(whole).ToString(invariant)
            : whole.ToString(invariant),
        };
    }

    /// <summary>Which of a field's words it is.</summary>
    public bool TryReadChoice(FilterField field, out int choice)
    {
        choice = field switch
        {
            FilterField.Direction => (int)_header.Direction,
            FilterField.Kind => (int)_header.Kind,
            FilterField.Event => IsEvent ? (int)PackedEvent.TypeOf(Payload) : -1,
            _ => _header.Length > _header.StoredLength ? 1 : 0,
        };
        return choice >= 0;
    }

    private static bool HasPort(PeerAddress address) => !address.IsNone && !address.IsUnix;

    private static bool TryReadInteger(EntryValue value, ReadOnlySpan<byte> bytes, out long number)
    {
        number = EntryNumbers.ReadInteger(bytes, value.Field == FilterField.SignedNumber, value.IsBigEndian);
        return true;
    }

    private string? CaptureInTime(EntryValue value)
    {
        try
        {
            return Capture(value);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private ReadOnlySpan<byte> Message()
    {
        var json = new Utf8JsonReader(Payload);
        for (var part = 0; part < 4; part++)
        {
            json.Read();
        }

        var room = _scratch.Bytes(Payload.Length);
        return room[..json.CopyString(room)];
    }
}
