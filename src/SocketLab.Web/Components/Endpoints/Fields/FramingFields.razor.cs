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
        (FramingMode.LengthPrefix, "after its length, which stands first"),
        (FramingMode.Fixed, "after a fixed size"),
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

    private string Brief => $"a message ends {Modes.First(mode => mode.Value == Framing.Mode).Text}";

    private static string PathOf(string property) => $"{Path}.{property}";

    private bool Shows(FramingMode mode, string property) => Framing.Mode == mode || Form.ErrorAt(PathOf(property)) is not null;
}
