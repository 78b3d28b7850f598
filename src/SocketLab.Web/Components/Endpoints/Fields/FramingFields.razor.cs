using System.Globalization;
using SocketLab.Core.Definitions;
using SocketLab.Web.ViewState.Frames;

namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>How a stream is cut into messages. Shown is what the chosen way uses, and whatever else is to be mended.</summary>
public partial class FramingFields
{
    private const string Path = "$.tcp.framing";

    private static readonly string[] Paths = [Path];

    private static readonly (FramingMode Value, string Text)[] Modes = [.. FramingWords.Modes];

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

    private string Brief => FramingWords.Brief(Framing);

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
