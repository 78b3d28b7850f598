using SocketLab.Core.Journal;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.Tests.ViewState;

public sealed class FormattingTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1.0 kB")]
    [InlineData(99_949, "99.9 kB")]
    [InlineData(123_456, "123 kB")]
    [InlineData(999_600, "1.0 MB")]
    [InlineData(3_200_000_000, "3.2 GB")]
    public void Amounts_of_bytes_are_short(double bytes, string text) => Assert.Equal(text, ByteSize.Format(bytes));

    [Fact]
    public void Every_event_and_kind_of_entry_is_explained()
    {
        foreach (var type in Enum.GetValues<EventType>())
        {
            var entry = new Entry
            {
                Sequence = 1,
                Time = DateTime.UnixEpoch,
                Kind = EntryKind.Event,
                Event = new JournalEvent(type, null, ""),
            };
            Assert.NotEmpty(Explanation.Of(entry).Text);
        }

        foreach (var kind in (EntryKind[])[EntryKind.Datagram, EntryKind.Data])
        {
            var received = Explanation.Of(
                new Entry
                {
                    Sequence = 1,
                    Time = DateTime.UnixEpoch,
                    Kind = kind,
                    Direction = EntryDirection.In,
                }
            );
            var sent = Explanation.Of(
                new Entry
                {
                    Sequence = 1,
                    Time = DateTime.UnixEpoch,
                    Kind = kind,
                    Direction = EntryDirection.Out,
                }
            );
            Assert.NotEqual(received.Text, sent.Text);
        }
    }
}
