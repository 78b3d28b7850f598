using SocketLab.Core.Endpoints;

namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>What the endpoint is called, and where a sender or client sends from.</summary>
public partial class AddressFields
{
    private string[] Paths => Form.Kind.IsListener() ? ["$.name"] : ["$.name", "$.local"];

    private string Brief => string.IsNullOrWhiteSpace(Form.Name) ? "name made from kind and port" : Form.Name;
}
