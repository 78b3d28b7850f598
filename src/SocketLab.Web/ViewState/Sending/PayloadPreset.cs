using SocketLab.Core.Payloads;
using SocketLab.Core.Statistics;

namespace SocketLab.Web.ViewState.Sending;

/// <summary>A payload that comes with SocketLab.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">What it is for.</param>
/// <param name="Payload">What is written.</param>
public sealed record PayloadPreset(string Name, string Meaning, PayloadText Payload)
{
    /// <summary>All there are.</summary>
    public static IReadOnlyList<PayloadPreset> All { get; } =
    [
        new(
            "Sequence-stamped",
            "numbered, with the time: a SocketLab listener measures loss and jitter",
            new()
            {
                Format = PayloadFormat.Hex,
                Data = SequenceStamp.Template,
                Template = true,
            }
        ),
    ];
}
