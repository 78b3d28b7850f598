using System.Globalization;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Jobs;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;
using SocketLab.Core.Transport;

namespace SocketLab.Web.ViewState.Sending;

/// <summary>What a person is writing to send: the text, what bytes it stands for, where it goes.</summary>
/// <param name="time">The clock of templates; null for the system's.</param>
/// <param name="history">What was sent before, newest first.</param>
public sealed class ComposerState(TimeProvider? time = null, Func<IReadOnlyList<PayloadText>>? history = null) : LiveState
{
    /// <summary>More than any datagram needs in any format; longer streams are for files and programs.</summary>
    public const int MaxCharacters = 500_000;

    /// <summary>What a page may send at once: the longest text, with every character escaped.</summary>
    public const int MaxMessageBytes = 8 * MaxCharacters;

    private const int PreviewBytes = 24;

    /// <summary>
    /// Farther behind, the place of a fault is named but not marked: the mark costs the text before it, sent back with each key.
    /// </summary>
    private const int MaxMarkedCharacters = 16_000;

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private IReadOnlyList<PayloadText> _walked = [];
    private int? _recalled;
    private bool _offerRefused;

    /// <summary>What is written, and how it is read.</summary>
    public PayloadText Written { get; private set; } = new() { Data = "" };

    /// <summary>How the text is read.</summary>
    public PayloadFormat Format => Written.Format;

    /// <summary>What was typed.</summary>
    public string Text => Written.Data;

    /// <summary>How many bytes it stands for and the first of them, or what is wrong with it.</summary>
    public PayloadPreview Parsed { get; private set; } = PayloadPreview.Of(new() { Data = "" }, TimeProvider.System);

    /// <summary>What is wrong with it and at which column; null when nothing is.</summary>
    public string? Error => Parsed.Error is { } error && !UsesFile ? $"{Place(error.Position)}: {error.Message}" : null;

    /// <summary>What of the text is not sent although nothing is wrong with it; null when all of it is.</summary>
    public string? Note => Parsed.LeavesOffsetsOut && !UsesFile ? "Read as a hex dump: offsets and text column left out" : null;

    /// <summary>The text before the character at fault, and that character; null when nothing is wrong, or too far behind.</summary>
    public (string Before, string At)? Mark =>
        Parsed.Error is { Position: < MaxMarkedCharacters } error
            ? (Text[..Math.Min(error.Position, Text.Length)], error.Position < Text.Length ? Text.Substring(error.Position, 1) : " ")
            : null;

    /// <summary>
    /// The text with the bytes that stand in brackets as escapes, where it looks as if it came from another tool; null when it does not.
    /// </summary>
    public string? Offer { get; private set; }

    /// <summary>Whether there are placeholders in it that would be sent as they stand, since it is not marked as a template.</summary>
    public bool SuggestsTemplate { get; private set; }

    /// <summary>Where a datagram goes, as it was typed: <c>host:port</c> or <c>unix:NAME</c>. Null for the default.</summary>
    public string? To
    {
        get;
        set
        {
            field = value;
            OnChanged();
        }
    }

    /// <summary>Whether an empty datagram is meant: it is sent only by whoever asks for one.</summary>
    public bool AllowsEmpty { get; set; }

    /// <summary>The connections to send to; none for all open ones.</summary>
    public IReadOnlyList<ConnectionId> ChosenConnections { get; private set; } = [];

    /// <summary>How often, if it is repeated.</summary>
    public RepeatForm Repeat { get; } = new();

    /// <summary>Whether the fields for repeating are open.</summary>
    public bool Repeats { get; set; }

    /// <summary>Whether a file is sent rather than what is written.</summary>
    public bool UsesFile { get; private set; }

    /// <summary>The file; null when none is chosen.</summary>
    public ChosenFile? File { get; set; }

    /// <summary>Whether what is written stands for bytes, or a file is chosen.</summary>
    public bool CanSend => UsesFile ? File is not null : Parsed.Error is null;

    /// <summary>How many bytes, as far as it was looked at; null when something is wrong, or no file is chosen.</summary>
    public long? Bytes => UsesFile ? File?.Size : Parsed.Bytes;

    /// <summary>How many bytes; of a template, those of its first message.</summary>
    public string Size =>
        Bytes switch
        {
            null => "",
            1 when IsExact => "1 byte",
            { } bytes => $"{(IsExact ? "" : "more than ")}{bytes.ToString("N0", CultureInfo.InvariantCulture)} bytes",
        };

    /// <summary>Whether encodings make a difference.</summary>
    public bool HasEncoding => !UsesFile && Format == PayloadFormat.Text;

    /// <summary>Whether something is put behind it, or might be.</summary>
    public bool HasLineEnding => !UsesFile && (Format != PayloadFormat.Base64 || Written.LineEnding != LineEnding.None);

    /// <summary>Whether there can be placeholders in it.</summary>
    public bool HasTemplate => !UsesFile && (Format != PayloadFormat.Base64 || Written.Template);

    private bool IsExact => UsesFile || Parsed.IsWhole;

    /// <summary>The first bytes as hex, where the text does not show them anyway.</summary>
    public string Preview =>
        UsesFile || Parsed.First.IsEmpty || (Format == PayloadFormat.Hex && !Written.Template)
            ? ""
            : HexDump.Rows(Parsed.First.Span, PreviewBytes)[0].Hex + (Parsed.Bytes > PreviewBytes ? " …" : "");

    /// <summary>Takes what was typed.</summary>
    public void Type(string? text)
    {
        _recalled = null;
        Read(Written with { Data = text ?? "" });
    }

    /// <summary>Reads the same text in another way. Base64 has no placeholders.</summary>
    public void Use(PayloadFormat format)
    {
        UsesFile = false;
        Read(Written with { Format = format, Template = Written.Template && format != PayloadFormat.Base64 });
    }

    /// <summary>Sends a file in the place of what is written, which stays.</summary>
    public void UseFile() => UsesFile = true;

    /// <summary>Writes the same text in another encoding.</summary>
    public void Use(PayloadEncoding encoding) => Read(Written with { Encoding = encoding });

    /// <summary>Puts something else behind it.</summary>
    public void Use(LineEnding ending) => Read(Written with { LineEnding = ending });

    /// <summary>Fills placeholders in, or takes them as text.</summary>
    public void UseTemplate(bool template) => Read(Written with { Template = template });

    /// <summary>Takes a saved payload, or one that was sent before, in the place of what was written.</summary>
    public void Load(PayloadText payload)
    {
        (_recalled, UsesFile) = (null, false);
        Read(payload);
    }

    /// <summary>
    /// What is written and where it goes, for who remembers it; null while that is nothing, or too much to be remembered.
    /// </summary>
    public TabMemory.Draft? Draft =>
        HasDraft && Text.Length <= MaxMarkedCharacters
            ? new(Written, To, ChosenConnections.Count > 0 ? string.Join(' ', ChosenConnections) : null)
            : null;

    private bool HasDraft => Text.Length > 0 || To is not null || ChosenConnections.Count > 0;

    /// <summary>Goes on with a draft: each part of it that is not written or chosen already.</summary>
    /// <remarks>
    /// Connections that have ended meanwhile stay chosen, and the plan says so: what was meant for one of them must not go to all others.
    /// </remarks>
    public void Recall(TabMemory.Draft? draft)
    {
        if (draft is null)
        {
            return;
        }

        To = string.IsNullOrWhiteSpace(To) ? draft.To : To;
        if (ChosenConnections.Count == 0 && draft.Connections is { } connections)
        {
            SendTo([.. connections.Split(' ').Select(text => ConnectionId.TryParse(text, out var id) ? id : default)]);
        }

        if (Text.Length == 0)
        {
            Read(draft.Payload);
        }
    }

    /// <summary>Writes something behind what is there.</summary>
    public void Append(string text) => Type(Text + text);

    /// <summary>Sends to these connections from now on; to all that are open when there are none.</summary>
    public void SendTo(IReadOnlyList<ConnectionId> connections)
    {
        ChosenConnections = connections;
        OnChanged();
    }

    /// <summary>Adds a connection to the chosen ones, or takes it out.</summary>
    public void Toggle(ConnectionId connection) =>
        SendTo(
            ChosenConnections.Contains(connection)
                ? [.. ChosenConnections.Where(chosen => chosen != connection)]
                : [.. ChosenConnections, connection]
        );

    /// <summary>Takes the offer, if there is one.</summary>
    public void TakeOffer() => Type(Offer ?? Text);

    /// <summary>Brackets mean what they say: offers nothing more until something else is written.</summary>
    public void RefuseOffer() => (_offerRefused, Offer) = (true, null);

    /// <summary>The bytes to send: a template is filled in anew each time.</summary>
    /// <exception cref="PayloadException">It stands for none. Of a long text only the beginning was looked at before.</exception>
    public byte[] ToBytes() => Written.ToBytes(_time);

    /// <summary>What a job sends: a template is filled in for each message.</summary>
    /// <exception cref="PayloadException">It stands for no bytes.</exception>
    public IPayloadSource ToSource() =>
        Written.Template ? new TemplatePayload(PayloadTemplate.Parse(Written, _time)) : new FixedPayload(ToBytes());

    /// <summary>Walks through earlier payloads, and past the newest back to nothing. A draft is never overwritten.</summary>
    public void Recall(int step)
    {
        if (_recalled is null && Text.Length > 0)
        {
            return;
        }

        if (_recalled is null)
        {
            // Others send too: what comes meanwhile must not move the place.
            _walked = history?.Invoke() ?? [];
        }

        var age = Math.Clamp((_recalled ?? 0) - step, 0, _walked.Count);
        _recalled = age;
        Read(age > 0 ? _walked[age - 1] : Written with { Data = "" });
    }

    /// <summary>The destination that was typed, or <paramref name="otherwise"/> where none was; null when there is neither.</summary>
    /// <exception cref="FormatException">It is no host and port, and no Unix socket.</exception>
    public RemoteAddress? Destination(string? otherwise)
    {
        var text = To?.Trim() ?? otherwise;
        return text is null ? null
            : HostPort.TryParse(text, out var host, out var port) ? new RemoteAddress { Host = host, Port = port }
            : throw new FormatException(
                $"'{text}' is not a destination. Write a host and a port, such as 127.0.0.1:9191 or [::1]:9191, or the name of a Unix "
                    + "socket, such as unix:lab.sock."
            );
    }

    private string Place(int position)
    {
        var before = Text.AsSpan(0, Math.Min(position, Text.Length));
        var lines = before.Count('\n');
        return lines == 0
            ? string.Create(CultureInfo.InvariantCulture, $"Column {position + 1}")
            : string.Create(CultureInfo.InvariantCulture, $"Line {lines + 1}, column {position - before.LastIndexOf('\n')}");
    }

    private void Read(PayloadText written)
    {
        _offerRefused &= written.Data.Length > 0;
        Written = written;
        Parsed = PayloadPreview.Of(written, _time, PreviewBytes);
        Offer =
            !_offerRefused && written.Format == PayloadFormat.Text && MixedPaste.TryConvert(written.Data, out var converted)
                ? converted
                : null;
        SuggestsTemplate =
            !written.Template
            && written.Data.Contains("{{", StringComparison.Ordinal)
            && PayloadPreview.Of(written with { Template = true }, _time, 0).Error is null;
        OnChanged();
    }
}
