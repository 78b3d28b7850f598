using SocketLab.Web.ViewState.Boundaries;

namespace SocketLab.Web.Tests.ViewState.Boundaries;

public sealed class BoundaryAxisTests
{
    private static readonly DateTime Begin = new(2026, 11, 28, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Of_a_stream_it_is_told_what_was_joined_and_what_was_cut()
    {
        var axis = BoundaryAxis.OfStream(Pieces(10, 10, 10, 100), Pieces(30, 60, 30));
        Assert.Equal((1, 1, 10L), (axis.Joined, axis.Cut, axis.UnderWay));
        Assert.Equal(
            "4 sends became 3 reads; 1 read joined several sends; 1 send came in several reads. 10 bytes not read yet.",
            BoundaryWords.Summary(axis)
        );
        Assert.Equal("Read of 30 bytes, from byte 0 of the stream on; it has bytes of 3 sends.", BoundaryWords.Of(axis, isSend: false, 0));
        Assert.Equal("Send of 100 bytes, from byte 30 of the stream on; it came in 2 reads.", BoundaryWords.Of(axis, isSend: true, 3));
    }

    [Fact]
    public void Where_each_read_is_one_send_that_is_said()
    {
        Assert.Equal(
            "2 sends became 2 reads; each read brought exactly one send.",
            BoundaryWords.Summary(BoundaryAxis.OfStream(Pieces(5, 6), Pieces(5, 6)))
        );
        Assert.Equal("1 send became 0 reads. 5 bytes not read yet.", BoundaryWords.Summary(BoundaryAxis.OfStream(Pieces(5), [])));
        Assert.Equal("Nothing was sent this way yet.", BoundaryWords.Summary(BoundaryAxis.Empty));
    }

    [Fact]
    public void What_arrived_of_datagrams_stands_below_what_was_sent_and_what_was_lost_is_told()
    {
        var sent = Datagrams((0, 10, 1), (1, 20, 2), (2, 0, 3), (3, 30, 4));
        var axis = BoundaryAxis.OfDatagrams(sent, Datagrams((3, 30, 4), (2, 0, 3), (0, 10, 1), (9, 99, 9)));
        Assert.Equal([0L, 10L, 30L, 30L], axis.Sends.Select(piece => piece.Start));
        Assert.Equal([0L, 30L, 30L], axis.Receives.Select(piece => piece.Start));
        Assert.Equal([1], axis.Lost);
        Assert.Equal(
            "4 datagrams sent, 3 arrived, 1 lost or still under way; 1 more arrived whose send is not kept.",
            BoundaryWords.Summary(axis)
        );
        Assert.EndsWith("it did not arrive.", BoundaryWords.Of(axis, isSend: true, 1), StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_datagrams_are_in_sight_wherever_they_stand()
    {
        var sent = Datagrams((0, 0, 1), (1, 10, 2), (2, 0, 3));
        var axis = BoundaryAxis.OfDatagrams(sent, sent);
        var window = new BoundaryWindow();
        window.Update(axis);
        Assert.Equal([0, 1, 2], BoundaryBar.Lane(axis, isSend: true, window, selected: -1).Select(bar => bar.Index));
        Assert.All(BoundaryBar.Lane(axis, isSend: false, window, selected: -1), bar => Assert.InRange(bar.Left, 0, 95));

        var alone = BoundaryAxis.OfDatagrams(sent[..1], []);
        window.Update(alone);
        Assert.True(Assert.Single(BoundaryBar.Lane(alone, isSend: true, window, selected: -1)).IsLost);
    }

    [Fact]
    public void Of_datagrams_that_are_alike_the_times_say_which_was_lost()
    {
        var sent = Datagrams((0, 4, 1), (1000, 4, 1), (2000, 4, 1), (3000, 4, 1));
        Assert.Equal([0, -1, 1, -1], DatagramPairing.Pair(sent, Datagrams((0.02, 4, 1), (2000.01, 4, 1))));
        Assert.Equal([-1, 0, 1, 2], DatagramPairing.Pair(sent, Datagrams((999.99, 4, 1), (2000.01, 4, 1), (3000, 4, 1))));
        Assert.Equal([0, 1, 2, 3], DatagramPairing.Pair(sent, sent));
        Assert.Equal([1], DatagramPairing.Pair(sent[1..2], Datagrams((0, 4, 1), (1000.02, 4, 1), (2000, 4, 1))));
    }

    [Fact]
    public void What_was_cut_off_at_its_end_is_found_by_its_length()
    {
        var sent = Datagrams((0, 1000, 1), (1, 2000, 2));
        Assert.Equal([-1, 0], DatagramPairing.Pair(sent, Datagrams((1, 2000, 0))));
        Assert.Equal([-1, -1], DatagramPairing.Pair(sent, Datagrams((1, 2000, 7))));
    }

    [Fact]
    public void Every_datagram_is_found_again_whatever_is_lost_of_what_differs()
    {
        var random = new Random(4711);
        for (var round = 0; round < 200; round++)
        {
            var sent = Enumerable.Range(0, 50).Select(i => Datagram(i, random.Next(0, 3), random.Next(1, 6))).ToArray();
            var kept = Enumerable.Range(0, 50).Where(_ => random.Next(4) > 0).ToArray();
            var pairs = DatagramPairing.Pair(sent, [.. kept.Select(i => sent[i] with { Time = sent[i].Time.AddMicroseconds(20) })]);
            Assert.Equal(Enumerable.Range(0, 50).Select(i => Array.IndexOf(kept, i)), pairs);
        }
    }

    [Fact]
    public void Pieces_in_sight_are_found_without_looking_at_all_of_them()
    {
        var pieces = Pieces(10, 10, 10);
        Assert.Equal((0, 1), BoundaryAxis.Within(pieces, 0, 10));
        Assert.Equal((0, 3), BoundaryAxis.Within(pieces, 9, 21));
        Assert.Equal((1, 1), BoundaryAxis.Within(pieces, 10, 20));
        Assert.Equal(0, BoundaryAxis.Within(pieces, 30, 40).Count);
    }

    private static BoundaryPiece[] Pieces(params int[] lengths) =>
        [.. lengths.Select((length, i) => new BoundaryPiece(i + 1, lengths.Take(i).Sum(), length, Begin.AddMilliseconds(i)))];

    private static BoundaryPiece[] Datagrams(params (double Milliseconds, int Length, int Content)[] all) =>
        [.. all.Select(one => Datagram(one.Milliseconds, one.Length, one.Content))];

    private static BoundaryPiece Datagram(double milliseconds, int length, int content) =>
        new((long)(milliseconds * 1000) + 1, 0, length, Begin.AddMilliseconds(milliseconds), content);
}
