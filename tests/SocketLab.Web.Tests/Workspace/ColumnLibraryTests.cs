using Microsoft.Extensions.DependencyInjection;
using SocketLab.Contracts;
using SocketLab.Web.Commands;
using SocketLab.Web.Tests.Commands;
using SocketLab.Web.Tests.Support;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Tests.Workspace;

/// <summary>The columns of feeds are the workspace's.</summary>
public sealed class ColumnLibraryTests
{
    private static readonly FeedColumns Chosen = FeedColumns
        .Default.Add(FeedColumn.Of("speed", "u16be[6]"))
        .Add(FeedColumn.Of("", "len"))
        .Toggle("number")
        .Resize("peer", 240);

    [Fact]
    public async Task They_are_there_after_a_restart_in_their_order()
    {
        using var data = new TempFolder();
        string id;
        await using (var lab = new WebLab(data.Path))
        {
            var commands = lab.Services.GetRequiredService<ColumnCommands>();
            (id, _) = await lab.CreateAsync("udpListener", start: false);
            await commands.SaveAsync(Callers.Operator, id, Chosen.Move(0, 1).ToSaved());
            await commands.SaveAsync(Callers.Operator, "merged", Chosen.ToSaved());
            await commands.SaveAsync(Callers.Operator, "merged", FeedColumns.Default.ToSaved());
            await commands.SaveAsync(Callers.Operator, "nobody", Chosen.ToSaved());
            await Assert.ThrowsAsync<ForbiddenException>(() => commands.SaveAsync(Callers.Viewer, id, null));
        }

        await using (var lab = new WebLab(data.Path))
        {
            var library = lab.Services.GetRequiredService<ColumnLibrary>();
            var kept = FeedColumns.From(library.Of(id)!);
            Assert.Equal(["len", "speed"], kept.Values.Select(column => column.Name));
            Assert.Equal((true, 240), (kept.Hidden.Contains("number"), kept.Widths["peer"]));
            Assert.Null(library.Of("merged"));
            Assert.Null(library.Of("nobody"));
        }
    }

    [Fact]
    public void What_another_version_wrote_and_nobody_can_read_is_left_out() =>
        Assert.Equal(
            ["len"],
            FeedColumns.From(new() { Values = [new("new", "u24[0]"), new("len", "len")] }).Values.Select(column => column.Name)
        );
}
