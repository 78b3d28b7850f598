using Microsoft.Extensions.DependencyInjection;
using SocketLab.Web.Tests.Support;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Tests.Workspace;

/// <summary>A kill in the middle of a write costs that write and nothing else.</summary>
public sealed class KilledWriteTests
{
    [Fact]
    public async Task What_was_saved_before_is_there_and_saving_goes_on()
    {
        using var data = new TempFolder();
        await using (var lab = new WebLab(data.Path))
        {
            for (var i = 0; i < 20; i++)
            {
                await lab.CreateAsync("udpListener", start: false);
            }
        }

        await KilledWriter.RunAsync(data.Database);
        Assert.NotEqual(0, new FileInfo($"{data.Database}-journal").Length);
        await using (var lab = new WebLab(data.Path))
        {
            Assert.Null(lab.Services.GetRequiredService<WorkspaceStatus>().Notice);
            Assert.Equal(20, lab.Supervisor.List().Count);
            await lab.CreateAsync("udpListener", start: false);
        }

        await using (var lab = new WebLab(data.Path))
        {
            Assert.Equal(21, lab.Supervisor.List().Count);
        }
    }
}
