using SocketLab.Core.Transport.Udp;

namespace SocketLab.Core.Tests.Transport.Udp;

public sealed class ArrivalPaceTests
{
    private const int Buffer = 8 << 20;

    [Fact]
    public void Single_datagrams_are_taken_at_once()
    {
        var time = new Ticking();
        var pace = new ArrivalPace(Buffer, time);

        Assert.False(Flood(ref pace, time, perMillisecond: 10, bytes: 64));
    }

    [Fact]
    public void Small_datagrams_in_a_flood_are_left_to_gather_and_no_longer_when_it_is_over()
    {
        var time = new Ticking();
        var pace = new ArrivalPace(Buffer, time);

        Assert.True(Flood(ref pace, time, perMillisecond: 300, bytes: 64));
        Assert.False(Flood(ref pace, time, perMillisecond: 1, bytes: 64));
    }

    [Theory]
    [InlineData(Buffer, 65_507)]
    [InlineData(64 << 10, 64)]
    public void What_could_fill_the_receive_buffer_meanwhile_is_never_left(int buffer, int bytes)
    {
        var time = new Ticking();
        var pace = new ArrivalPace(buffer, time);

        Assert.False(Flood(ref pace, time, perMillisecond: 150, bytes));
    }

    private static bool Flood(ref ArrivalPace pace, Ticking time, int perMillisecond, int bytes)
    {
        var gather = false;
        for (var millisecond = 0; millisecond < 3; millisecond++)
        {
            for (var i = 0; i < perMillisecond; i++)
            {
                pace.Add(bytes);
            }

            time.Now += TimeSpan.FromMilliseconds(1);
            gather = pace.ShouldGather();
        }

        return gather;
    }

    private sealed class Ticking : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
