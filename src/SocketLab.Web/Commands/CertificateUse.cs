using SocketLab.Core.Endpoints;

namespace SocketLab.Web.Commands;

/// <summary>Which endpoints use a certificate.</summary>
internal static class CertificateUse
{
    /// <summary>The names of the endpoints that show or trust a certificate by name, in order of creation.</summary>
    public static IReadOnlyList<string> Of(EndpointSupervisor supervisor, string id) =>
        [.. supervisor.List().Where(endpoint => endpoint.Definition.Tcp.Tls.Uses(id)).Select(endpoint => endpoint.Definition.Name)];
}
