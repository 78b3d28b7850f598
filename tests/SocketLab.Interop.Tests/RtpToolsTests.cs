using SocketLab.Core.Definitions;

namespace SocketLab.Interop.Tests;

/// <summary>RTP as GStreamer sends it.</summary>
public sealed class RtpToolsTests
{
    [Theory]
    [InlineData("rate=8000", "alawenc ! rtppcmapay", 8, 8000)]
    [InlineData("rate=16000", "rtpL16pay pt=97 ssrc=305419896", 97, 16_000)]
    public async Task A_stream_of_gstreamer_is_measured_across_the_wrap_of_its_numbers(string caps, string payloader, int type, int rate)
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpListener,
                MeasureSequence = true,
                SequenceFormat = SequenceFormat.Rtp,
                RtpClockRate = 16_000,
            }
        );
        var pipeline =
            $"audiotestsrc num-buffers=60 samplesperbuffer={rate / 50} ! audio/x-raw,{caps},channels=1 ! {payloader} seqnum-offset=65500 "
            + $"max-ptime=20000000 ! udpsink host=127.0.0.1 port={listener.Bound!.Port} sync=false";
        await Tool.RunAsync("gst-launch-1.0", null, ["-q", .. pipeline.Split(' ')]);
        await Eventually.HoldsAsync(() => listener.Statistics.Sequence.Senders is [{ Received: 60 }]);
        var sender = listener.Statistics.Sequence.Senders[0];
        Assert.Equal((0, 0, 0, 1, 65_559UL), (sender.Lost, sender.Reordered, sender.Duplicates, sender.Runs, sender.Highest));
        Assert.Equal((type, rate), (sender.Rtp!.PayloadType, sender.Rtp.ClockRate));
        Assert.True(type == 8 || sender.Rtp.Ssrc == 305_419_896);
    }
}
