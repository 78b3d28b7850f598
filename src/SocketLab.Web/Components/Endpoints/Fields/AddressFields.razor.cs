using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;

namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>What the endpoint is called, and where a sender or client sends from.</summary>
public partial class AddressFields
{
    private static readonly (IpFamily Value, string Text)[] Families =
    [
        (IpFamily.Any, "whichever the name has"),
        (IpFamily.Ipv4, "IPv4 only"),
        (IpFamily.Ipv6, "IPv6 only"),
    ];

    private string[] Paths => HasSource ? ["$.name", "$.group", "$.local", "$.remote.family"] : ["$.name", "$.group"];

    /// <summary>A listener's own address is no option, and a capture has none.</summary>
    private bool HasSource => Form.HasSocket && !Form.Kind.IsListener();

    private string Brief =>
        (string.IsNullOrWhiteSpace(Form.Name) ? "name made from kind and port" : VisibleText.Name(Form.Name))
        + (string.IsNullOrWhiteSpace(Form.Group) ? "" : $", in the group {VisibleText.Name(Form.Group.Trim())}");

    /// <summary>A Unix socket has no IP address, and without a host there is none to choose for.</summary>
    private bool ShowsFamily => Form.RemoteHost.Trim().Length > 0 && !Form.IsRemoteUnix;

    private string SourceHelp =>
        !Form.IsRemoteUnix ? "Empty: the system chooses"
        : Form.Kind.IsUdp() ? "Empty: none, so nobody can answer. unix:NAME gives it one"
        : "Empty: none, as is usual. unix:NAME gives it one";
}
