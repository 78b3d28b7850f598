using System.Globalization;
using SocketLab.Core.Definitions;

namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>How a stream is cut into messages. Shown is what the chosen way uses, and whatever else is to be mended.</summary>
public partial class FramingFields
{
    private const string Path = "$.tcp.framing";

    private static readonly string[] Paths = [Path];

    private static readonly (FramingMode Value, string Text)[] Modes =
    [
        (FramingMode.Raw, "as read: no framing"),
        (FramingMode.Line, "with the line (LF)"),
        (FramingMode.Delimiter, "at a delimiter"),
        (FramingMode.LengthPrefix, "after the length in a field"),
        (FramingMode.Varint, "after the length in a varint"),
        (FramingMode.OctetCounting, "after the length in digits (octet counting)"),
        (FramingMode.StartEnd, "with its end, and begins with a start"),
        (FramingMode.Fixed, "after a fixed size"),
        (FramingMode.Slip, "with END (SLIP)"),
        (FramingMode.Cobs, "with a zero byte (COBS)"),
        (FramingMode.Resp, "as Redis RESP says"),
        (FramingMode.Http, "as its header fields say (HTTP, SIP, RTSP)"),
    ];

    private static readonly (string Value, string Text)[] Protocols =
    [
        ("", "set by hand"),
        .. FramingPreset.All.Select(preset => (preset.Name, preset.Name)),
    ];

    private static readonly (int Value, string Text)[] Sizes =
    [
        .. FramingOptions.LengthSizes.Select(size => (size, size.ToString(CultureInfo.InvariantCulture))),
    ];

    private static readonly (ByteOrder Value, string Text)[] Orders = [(ByteOrder.Big, "big endian"), (ByteOrder.Little, "little endian")];

    private FramingOptions Framing
    {
        get => Form.Tcp.Framing;
        set => Form.Tcp = Form.Tcp with { Framing = value };
    }

    private FramingPreset? Preset => FramingPreset.Of(Framing);

    private bool HasLength => Framing.Mode is FramingMode.LengthPrefix or FramingMode.Varint;

    private string Brief => Preset?.Name ?? $"a message ends {Modes.First(mode => mode.Value == Framing.Mode).Text}";

    private static string PathOf(string property) => $"{Path}.{property}";

    private bool Shows(bool isUsed, params string[] properties) =>
        isUsed || properties.Any(property => Form.ErrorAt(PathOf(property)) is not null);

    private void Choose(string protocol) =>
        Framing = FramingPreset.All.FirstOrDefault(preset => preset.Name == protocol)?.ApplyTo(Framing)
            ?? Framing with
            {
                Mode = FramingMode.Raw,
            };
}
