using System.Globalization;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Payloads;

namespace SocketLab.Web.ViewState;

/// <summary>What a person is writing to send: the text, what bytes it stands for, where it goes.</summary>
public sealed class ComposerState
{
    /// <summary>More than any datagram needs in any format; longer streams are for files and programs.</summary>
    public const int MaxCharacters = 500_000;

    /// <summary>What a page may send at once: the longest text, with every character escaped.</summary>
    public const int MaxMessageBytes = 8 * MaxCharacters;

    private const int PreviewBytes = 24;
    private const int HistoryKept = 50;

    private readonly List<ComposerHistoryItem> _history = [];
    private int? _recalled;

    /// <summary>How the text is read.</summary>
    public PayloadFormat Format { get; private set; } = PayloadFormat.Text;

    /// <summary>What was typed.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The bytes it stands for; null when it stands for none.</summary>
    public byte[]? Bytes { get; private set; } = [];

    /// <summary>What is wrong with it and at which column; null when nothing is.</summary>
    public string? Error { get; private set; }

    /// <summary>Where a datagram goes, as <c>host:port</c>. Empty for the default.</summary>
    public string To { get; set; } = "";

    /// <summary>The connection to send to; empty for all open ones.</summary>
    public string ConnectionId { get; set; } = "";

    /// <summary>Whether there is something to send. An empty datagram is one; use hex or text with nothing in it.</summary>
    public bool CanSend => Bytes is not null;

    /// <summary>How many bytes.</summary>
    public string Size => Bytes is null ? "" : Bytes.Length == 1 ? "1 byte" : $"{Bytes.Length.ToString("N0", CultureInfo.InvariantCulture)} bytes";

    /// <summary>The first bytes as hex, for formats that do not show them anyway.</summary>
    public string Preview => Bytes is not { Length: > 0 } || Format == PayloadFormat.Hex ? ""
        : string.Join(' ', Bytes.Take(PreviewBytes).Select(b => b.ToString("x2", CultureInfo.InvariantCulture))) + (Bytes.Length > PreviewBytes ? " …" : "");

    /// <summary>Takes what was typed.</summary>
    public void Type(string? text)
    {
        Text = text ?? "";
        _recalled = null;
        Parse();
    }

    /// <summary>Reads the same text in another way.</summary>
    public void Use(PayloadFormat format)
    {
        Format = format;
        Parse();
    }

    /// <summary>Remembers what was sent.</summary>
    public void Remember()
    {
        _history.RemoveAll(item => item.Format == Format && item.Text == Text);
        _history.Add(new(Format, Text));
        if (_history.Count > HistoryKept)
        {
            _history.RemoveAt(0);
        }

        _recalled = null;
    }

    /// <summary>Walks through earlier payloads, and past the newest back to nothing. A draft is never overwritten.</summary>
    public void Recall(int step)
    {
        if (_recalled is null && Text.Length > 0)
        {
            return;
        }

        var position = Math.Clamp((_recalled ?? _history.Count) + step, 0, _history.Count);
        _recalled = position;
        (Format, Text) = position < _history.Count ? (_history[position].Format, _history[position].Text) : (Format, "");
        Parse();
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

    private void Parse()
    {
        try
        {
            (Bytes, Error) = (PayloadParser.Parse(Format, Text), null);
        }
        catch (PayloadException error)
        {
            (Bytes, Error) = (null, $"Column {(error.Position + 1).ToString(CultureInfo.InvariantCulture)}: {error.Message}");
        }
    }
}

/// <summary>A payload sent before.</summary>
/// <param name="Format">How it was written.</param>
/// <param name="Text">What was written.</param>
public sealed record ComposerHistoryItem(PayloadFormat Format, string Text);
