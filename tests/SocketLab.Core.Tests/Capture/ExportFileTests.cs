using System.IO.Pipelines;
using SocketLab.Core.Capture.Export;
using SocketLab.Core.Journal;
using SocketLab.Core.Tests.Journal;

namespace SocketLab.Core.Tests.Capture;

/// <summary>What an export does where the journal has lost something.</summary>
public sealed class ExportFileTests : IDisposable
{
    private static readonly ConnectionId Connection = ConnectionId.Next();

    private readonly EntryJournal _journal = Sample.Journal();

    public void Dispose() => _journal.Dispose();

    [Fact]
    public async Task Raw_bytes_begin_with_what_is_kept_and_go_on_without_a_gap()
    {
        Add(5, "fghij");
        Add(10, "klm");
        Assert.Equal("fghijklm"u8.ToArray(), await ExportAsync(new RawFormat()));
    }

    [Fact]
    public async Task Raw_bytes_with_a_gap_in_the_middle_are_no_file()
    {
        Add(0, "abc");
        Add(6, "ghi");
        await Assert.ThrowsAsync<MissingBytesException>(() => ExportAsync(new RawFormat()));
    }

    [Fact]
    public async Task What_was_evicted_stands_in_the_text_in_front_of_what_is_left()
    {
        _journal.Fill(400);
        var text = System.Text.Encoding.UTF8.GetString(await ExportAsync(new TextFormat()));
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith($"-- {_journal.Ledger.Evicted:N0} entries before this one are missing", lines[0], StringComparison.Ordinal);
        Assert.Equal(_journal.Ledger.Kept, lines.Length - 1);
    }

    private void Add(long offset, string text)
    {
        using var batch = _journal.BeginBatch();
        batch.AddData(EntryDirection.In, 0, default, Connection, offset, System.Text.Encoding.ASCII.GetBytes(text));
    }

    private async Task<byte[]> ExportAsync(IExportFormat format)
    {
        using var file = new MemoryStream();
        await ExportFile.WriteAsync(_journal, format, new ExportRange(), PipeWriter.Create(file), CancellationToken.None);
        return file.ToArray();
    }
}
