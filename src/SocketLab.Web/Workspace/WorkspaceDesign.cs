using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace SocketLab.Web.Workspace;

/// <summary>Lets <c>dotnet ef migrations add</c> work without starting a server.</summary>
internal sealed class WorkspaceDesign : IDesignTimeDbContextFactory<WorkspaceDbContext>
{
    /// <inheritdoc/>
    public WorkspaceDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<WorkspaceDbContext>().UseSqlite("Data Source=:memory:").Options);
}
