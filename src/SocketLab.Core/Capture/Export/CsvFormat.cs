using System.Buffers;
using System.Globalization;
using System.Text.Json;
using SocketLab.Core.Addresses;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Capture.Export;

/// <summary>A row an entry (RFC 4180), safe to open in a spreadsheet: no cell of somebody else's making begins a formula.</summary>
public sealed class CsvFormat(CaptureSource source) : IExportFormat
{
    private const string Header =
        "seq,time,kind,direction,peerAddress,peerPort,localAddress,localPort,"
        + "connectionId,offset,length,truncated,text,hex,event,message\r\n";

    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create("\",\r\n");

    private readonly EntryEnds _ends = new(source);

    /// <inheritdoc/>
    public string MediaType => "text/csv; charset=utf-8";

    /// <inheritdoc/>
    public string Extension => "csv";

    /// <summary>
    /// A cell: one that a spreadsheet would take for a formula (it begins with <c>= + - @</c>, a tab or a line break) has an apostrophe in
    /// front.
    /// </summary>
    public static string Cell(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n')
        {
            text = "'" + text;
        }

        return text.AsSpan().ContainsAny(NeedsQuotes) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    /// <inheritdoc/>
    public void Begin(IBufferWriter<byte> file) => file.WriteText(Header);

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> file, in EntryView entry)
    {
        var what = entry.ReadEvent();
        var local = _ends.LocalOf(entry);
        var payload = what is null ? entry.Payload : [];
        string[] cells =
        [
            Number(entry.Sequence),
            Utf8Lines.Stamp(entry.Time),
            Name(entry.Kind.ToString()),
            Name(entry.Direction.ToString()),
            entry.Peer.Address,
            Port(entry.Peer),
            local.Address,
            Port(local),
            entry.ConnectionId.ToString(),
            entry.Offset < 0 ? "" : Number(entry.Offset),
            Number(entry.Length),
            entry.Truncated && what is null ? "true" : "false",
            VisibleText.Line(payload),
            Convert.ToHexStringLower(payload),
            what is null ? "" : Name(what.Type.ToString()),
            what is null ? "" : VisibleText.Sentence(what.Message),
        ];
        file.WriteText(string.Join(',', cells.Select(Cell)) + "\r\n");
    }

    /// <inheritdoc/>
    public void TellMissing(IBufferWriter<byte> file, long count) =>
        file.WriteText($",,missing,,,,,,,,,,,,,{Cell(CaptureWords.Evicted(count))}\r\n");

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Port(PeerAddress end) => end.IsV4 || end.IsV6 ? Number(end.Port) : "";

    private static string Name(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
