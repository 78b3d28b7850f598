using SocketLab.Core.Endpoints;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Web.Workspace;

/// <summary>Registers what is saved.</summary>
internal static class WorkspaceSetup
{
    /// <summary>Adds the workspace database.</summary>
    public static void AddWorkspace(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<WorkspaceStatus>();
        builder.Services.AddSingleton<WorkspaceDatabase>();
        builder.Services.AddSingleton<ICertificateStore, SqliteCertificateStore>();
        builder.Services.AddSingleton<CertificateLibrary>();
        builder.Services.AddSingleton<IEndpointStore, SqliteEndpointStore>();
        builder.Services.AddSingleton<SqlitePayloadStore>();
        builder.Services.AddSingleton<PayloadLibrary>();
        builder.Services.AddSingleton<SqliteFilterStore>();
        builder.Services.AddSingleton<FilterLibrary>();
        builder.Services.AddSingleton<SqliteColumnStore>();
        builder.Services.AddSingleton<ColumnLibrary>();
        builder.Services.AddSingleton<PayloadHistory>();
    }
}
