using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Transport.Tls;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Workspace;

/// <summary>Registers what is saved.</summary>
internal static class WorkspaceSetup
{
    /// <summary>Adds the workspace database.</summary>
    public static void AddWorkspace(this WebApplicationBuilder builder)
    {
        builder.Services.AddDbContextFactory<WorkspaceDbContext>(
            (services, options) =>
                options.UseSqlite(
                    new SqliteConnectionStringBuilder
                    {
                        DataSource = services.GetRequiredService<DataDirectory>().Database,

                        // The last connection folds the write-ahead log back into the file: the database is one file whenever nobody
                        // writes.
                        Pooling = false,
                    }.ToString()
                )
        );
        builder.Services.AddSingleton<WorkspaceStatus>();
        builder.Services.AddSingleton<SqliteCertificateStore>();
        builder.Services.AddSingleton<ICertificateStore, WorkspaceCertificates>();
        builder.Services.AddSingleton<CertificateLibrary>();
        builder.Services.AddSingleton<SqliteEndpointStore>();
        builder.Services.AddSingleton<WorkspaceStore>();
        builder.Services.AddSingleton<IEndpointStore>(services => services.GetRequiredService<WorkspaceStore>());
        builder.Services.AddSingleton<SqlitePayloadStore>();
        builder.Services.AddSingleton<IPayloadStore, WorkspacePayloads>();
        builder.Services.AddSingleton<PayloadLibrary>();
        builder.Services.AddSingleton<PayloadHistory>();
    }
}
