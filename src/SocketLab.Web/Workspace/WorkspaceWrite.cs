using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SocketLab.Core.Definitions;

namespace SocketLab.Web.Workspace;

/// <summary>Gives a failed write its name: a full or read-only disk fails the request, and nothing else.</summary>
internal static class WorkspaceWrite
{
    /// <summary>Waits for a write.</summary>
    /// <exception cref="NotSavedException">It failed.</exception>
    public static async Task TryAsync(Task write)
    {
        try
        {
            await write;
        }
        catch (Exception error) when (error is DbException or DbUpdateException or IOException or UnauthorizedAccessException)
        {
            throw new NotSavedException(error.GetBaseException());
        }
    }
}
