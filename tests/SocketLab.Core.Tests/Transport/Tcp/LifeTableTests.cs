using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Tcp;
using static SocketLab.Core.Transport.Tcp.LifeState;

namespace SocketLab.Core.Tests.Transport.Tcp;

/// <summary>Every state with everything that can happen to it.</summary>
public sealed class LifeTableTests
{
    private const LifeState Stays = (LifeState)(-1);

    /// <summary>One row for each state; the columns are Opened, PeerFin, OurFin, Close, Reset, EndFound, EndRecorded.</summary>
    private static readonly (LifeState State, LifeState[] Next)[] Table =
    [
        (Opening, [Open, Stays, Stays, OpeningCancelled, Resetting, Ending, Stays]),
        (OpeningCancelled, [Stays, Stays, Stays, Stays, Resetting, Ending, Stays]),
        (Open, [Stays, PeerFinished, WeFinished, Draining, Resetting, Ending, Stays]),
        (PeerFinished, [Stays, Stays, BothFinished, Closing, Resetting, Ending, Stays]),
        (WeFinished, [Stays, BothFinished, Stays, Draining, Resetting, Ending, Stays]),
        (BothFinished, [Stays, Stays, Stays, Closing, Resetting, Ending, Stays]),
        (Draining, [Stays, Closing, Stays, Stays, Resetting, Ending, Stays]),
        (Closing, [Stays, Stays, Stays, Stays, Resetting, Ending, Stays]),
        (Resetting, [Stays, Stays, Stays, Stays, Stays, Ending, Stays]),
        (Ending, [Stays, Stays, Stays, Stays, Stays, Stays, Ended]),
        (Ended, [Stays, Stays, Stays, Stays, Stays, Stays, Stays]),
    ];

    [Fact]
    public void Each_state_is_followed_by_what_the_table_says()
    {
        Assert.Equal(Enum.GetValues<LifeState>(), Table.Select(row => row.State));
        foreach (var (state, next) in Table)
        {
            foreach (var stimulus in Enum.GetValues<LifeStimulus>())
            {
                var expected = next[(int)stimulus];
                Assert.Equal((state, stimulus, expected), (state, stimulus, LifeTable.Next(state, stimulus) ?? Stays));
            }
        }
    }

    [Fact]
    public void People_see_what_was_there_until_the_closing_event()
    {
        Assert.Equal(ConnectionState.Connecting, LifeTable.Shown(OpeningCancelled, ConnectionState.Connecting));
        Assert.Equal(ConnectionState.HalfClosed, LifeTable.Shown(Draining, ConnectionState.Open));
        Assert.Equal(ConnectionState.PeerHalfClosed, LifeTable.Shown(Closing, ConnectionState.HalfClosed));
        Assert.Equal(ConnectionState.HalfClosed, LifeTable.Shown(Ending, ConnectionState.HalfClosed));
        Assert.Equal(ConnectionState.Open, LifeTable.Shown(Resetting, ConnectionState.Open));
        Assert.Equal(ConnectionState.Closed, LifeTable.Shown(Ended, ConnectionState.Open));
    }
}
