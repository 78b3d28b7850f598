using System.Globalization;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;

namespace SocketLab.Web.ViewState;

/// <summary>What a person is writing to send: the text, what bytes it stands for, where it goes.</summary>
/// <param name="time">The clock of templates; null for the system's.</param>
/// <param name="history">What was sent before, newest first.</param>
public sealed class ComposerState(TimeProvider? time = null, Func<IReadOnlyList<PayloadText>>? history = null)
{
    /// <summary>More than any datagram needs in any format; longer streams are for files and programs.</summary>
    public const int MaxCharacters = 500_000;

    /// <summary>What a page may send at once: the longest text, with every character escaped.</summary>
    public const int MaxMessageBytes = 8 * MaxCharacters;

    /// <summary>Stands in <see cref="ConnectionId"/> for several.</summary>
    public const string Chosen = "chosen";

    private const int PreviewBytes = 24;

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private IReadOnlyList<PayloadText> _walked = [];
    private int? _recalled;

    /// <summary>What is written, and how it is read.</summary>
    public PayloadText Written { get; private set; } = new() { Data = "" };

    /// <summary>How the text is read.</summary>
    public PayloadFormat Format => Written.Format;

    /// <summary>What was typed.</summary>
    public string Text => Written.Data;

    /// <summary>How many bytes it stands for and the first of them, or what is wrong with it.</summary>
    public PayloadPreview Glance { get; private set; } = PayloadPreview.Of(new() { Data = "" }, TimeProvider.System);

    /// <summary>What is wrong with it and at which column; null when nothing is.</summary>
    public string? Error => Glance.Error is { } error ? $"Column {(error.Position + 1).ToString(CultureInfo.InvariantCulture)}: {error.Message}" : null;

    /// <summary>The text with the bytes that stand in brackets as escapes, where it looks as if it came from another tool; null when it does not.</summary>
    public string? Offer { get; private set; }

    /// <summary>Whether there are placeholders in it that would be sent as they stand, since it is not marked as a template.</summary>
    public bool SuggestsTemplate { get; private set; }

    /// <summary>Where a datagram goes, as <c>host:port</c>. Empty for the default.</summary>
    public string To { get; set; } = "";

    /// <summary>The connection to send to; empty for all open ones, <see cref="Chosen"/> for <see cref="ChosenConnections"/>.</summary>
    public string ConnectionId { get; set; } = "";

    /// <summary>The connections that were chosen in their table.</summary>
    public IReadOnlyList<ConnectionId> ChosenConnections { get; private set; } = [];

    /// <summary>Sends to these from now on.</summary>
    public void SendTo(IReadOnlyList<ConnectionId> connections) =>
        (ChosenConnections, ConnectionId) = connections is [var only] ? ([], only.ToString()) : (connections, Chosen);

    /// <summary>Whether there is something to send. An empty datagram is one; use hex or text with nothing in it.</summary>
    public bool CanSend => Glance.Error is null;

    /// <summary>How many bytes; of a template, those of its first message.</summary>
    public string Size => Glance.Bytes switch
    {
        null => "",
        1 when Glance.IsWhole => "1 byte",
        { } bytes => $"{(Glance.IsWhole ? "" : "more than ")}{bytes.ToString("N0", CultureInfo.InvariantCulture)} bytes",
    };

    /// <summary>The first bytes as hex, where the text does not show them anyway.</summary>
    public string Preview => Glance.First.IsEmpty || (Format == PayloadFormat.Hex && !Written.Template) ? ""
        : HexDump.Rows(Glance.First.Span, PreviewBytes)[0].Hex + (Glance.Bytes > PreviewBytes ? " …" : "");

    /// <summary>Takes what was typed.</summary>
    public void Type(string? text)
    {
        _recalled = null;
        Read(Written with { Data = text ?? "" });
    }

    /// <summary>Reads the same text in another way.</summary>
    public void Use(PayloadFormat format) => Read(Written with { Format = format });

    /// <summary>Writes the same text in another encoding.</summary>
    public void Use(PayloadEncoding encoding) => Read(Written with { Encoding = encoding });

    /// <summary>Puts something else behind it.</summary>
    public void Use(LineEnding ending) => Read(Written with { LineEnding = ending });

    /// <summary>Fills placeholders in, or takes them as text.</summary>
    public void UseTemplate(bool template) => Read(Written with { Template = template });

    /// <summary>Takes a saved payload, or one that was sent before, in the place of what was written.</summary>
    public void Load(PayloadText payload)
    {
        _recalled = null;
        Read(payload);
    }

    /// <summary>Takes the offer, if there is one.</summary>
    public void TakeOffer() => Type(Offer ?? Text);

    /// <summary>The bytes to send: a template is filled in anew each time.</summary>
    /// <exception cref="PayloadException">It stands for none. Of a long text only the beginning was looked at before.</exception>
    public byte[] ToBytes() => Written.ToBytes(_time);

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
    /// <exception cref="FormatException">It is no host and port.</exception>
    public RemoteAddress? Destination(string? otherwise)
    {
        var text = To.Trim().Length > 0 ? To.Trim() : otherwise;
        return text is null ? null
            : HostPort.TryParse(text, out var host, out var port) ? new RemoteAddress { Host = host, Port = port }
            : throw new FormatException($"'{text}' is not a destination. Write a host and a port, such as 127.0.0.1:9191 or [::1]:9191.");
    }

    private void Read(PayloadText written)
    {
        Written = written;
        Glance = PayloadPreview.Of(written, _time, PreviewBytes);
        Offer = written.Format == PayloadFormat.Text && MixedPaste.TryConvert(written.Data, out var converted) ? converted : null;
        SuggestsTemplate = !written.Template && written.Data.Contains("{{", StringComparison.Ordinal) && PayloadPreview.Of(written with { Template = true }, _time, 0).Error is null;
    }
}
