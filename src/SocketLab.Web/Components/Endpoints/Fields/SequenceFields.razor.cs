using SocketLab.Core.Definitions;

namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>Whether and by which numbers loss, reordering and jitter are measured.</summary>
public partial class SequenceFields
{
    private static readonly string[] Paths = ["$.measureSequence", "$.sequenceFormat", "$.rtpClockRate"];

    private static readonly (SequenceFormat Value, string Text)[] Formats =
    [
        (SequenceFormat.Stamp, "SocketLab's stamp (SLSQ)"),
        (SequenceFormat.Rtp, "RTP (RFC 3550)"),
    ];

    private string Brief =>
        !Form.MeasureSequence ? "not measured"
        : Form.SequenceFormat == SequenceFormat.Rtp ? "loss and jitter of RTP"
        : "loss and jitter of stamped messages";
}
