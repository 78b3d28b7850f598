using System.Net;
using System.Text;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads.Comparing;
using SocketLab.Web.ViewState.Comparing;

namespace SocketLab.Web.Tests.ViewState.Comparing;

/// <summary>What changes from one row of a feed to another.</summary>
public sealed class ChangesViewTests : IDisposable
{
    private static readonly PeerAddress Peer = PeerAddress.From(new IPEndPoint(IPAddress.Loopback, 1));

    private readonly EntryJournal _journal = new(64 << 20, new JournalBudget(64 << 20), TimeProvider.System);

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void Fields_are_told_in_words_and_named()
    {
        var messages = Enumerable
            .Range(0, 20)
            .Select(i => (ReadOnlyMemory<byte>)new byte[] { 0xaa, 0, (byte)(250 + i), (byte)(i % 2), (byte)(i * i) });
        var rows = ChangesView.Of([.. messages.Select((message, i) => Carry(message, i))], "messages").Rows;
        Assert.Equal(
            [
                ("0", "constant aa", "bytes[0:1]"),
                ("1–2", "counts up by 1, from 00 fa", "u16be[1]"),
                ("3", "one of 00, 01", "u8[3]"),
                ("4", "19 values, 00 to e1", "u8[4]"),
            ],
            rows.Select(row => (row.Place, row.Words, row.Selection.Expression))
        );
        Assert.Equal(["=", "↗", "≠", "≠"], rows.Select(row => row.Sign));

        static ReadOnlyMemory<byte> Carry(ReadOnlyMemory<byte> message, int i)
        {
            var bytes = message.ToArray();
            bytes[1] = (byte)(250 + i > 255 ? 1 : 0);
            return bytes;
        }
    }

    [Fact]
    public void Only_messages_like_the_one_that_is_looked_at_are_taken_and_only_between_the_two()
    {
        for (var i = 0; i < 50; i++)
        {
            Add(EntryDirection.In, $"n{(char)('0' + (i % 10))}");
            Add(EntryDirection.Out, "ok and longer");
        }

        var forwards = ChangesView.Between(_journal, 3, Read(11));
        Assert.Equal("5 messages received, entries 3 to 11.", forwards.Summary);
        Assert.Equal(["constant 6e", "counts up by 1, from 31"], forwards.Rows.Select(row => row.Words));
        Assert.Equal(forwards.Rows.Select(row => row.Words), ChangesView.Between(_journal, 11, Read(3)).Rows.Select(row => row.Words));
        Assert.Equal(
            "constant 6f 6b 20 61 6e 64 20 6c 6f 6e 67 65 72",
            Assert.Single(ChangesView.Between(_journal, 2, Read(40)).Rows).Words
        );
    }

    [Fact]
    public void A_long_run_is_bounded_and_says_so()
    {
        for (var i = 0; i < 3000; i++)
        {
            Add(EntryDirection.In, "x");
        }

        var view = ChangesView.Between(_journal, 1, Read(3000));
        Assert.StartsWith($"{ByteChanges.MaxMessages:N0} messages received, entries 1 to ", view.Summary, StringComparison.Ordinal);
        Assert.EndsWith("; the run is longer.", view.Summary, StringComparison.Ordinal);
    }

    private void Add(EntryDirection direction, string text)
    {
        var payload = Encoding.ASCII.GetBytes(text);
        using var batch = _journal.BeginBatch();
        batch.AddDatagram(direction, DateTime.UnixEpoch.Ticks, Peer, payload.Length, payload);
    }

    private Entry Read(long sequence)
    {
        var batch = new EntryBatch();
        _journal.Read(sequence - 1, batch, 1);
        return batch.ToEntries()[0];
    }
}
