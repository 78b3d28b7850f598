using SocketLab.Contracts;
using SocketLab.Web.ViewState.Sending;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Tests.ViewState.Sending;

public sealed class PayloadFolderTests
{
    private static readonly StoredPayload[] Payloads =
    [
        Payload("", "top"),
        Payload("lab/echo", "b"),
        Payload("lab/echo", "a"),
        Payload("lab", "Z"),
        Payload("lab/echo/deep", "x"),
        Payload("label", "y"),
        Payload("Alpha", "1"),
    ];

    [Fact]
    public void Payloads_stand_in_their_folders_by_name() =>
        Assert.Equal("[Alpha:[1]][lab:[echo:[deep:[x]][a][b]][Z]][label:[y]][top]", Draw(PayloadFolder.Tree(Payloads)));

    [Fact]
    public void Each_folder_knows_its_path() =>
        Assert.Equal("lab/echo/deep", PayloadFolder.Tree(Payloads).Folders[1].Folders[0].Folders[0].Path);

    [Theory]
    [InlineData("ECHO of-a", "[lab:[echo:[a]]]")]
    [InlineData("description-of-y", "[label:[y]]")]
    [InlineData("data-of-top", "[top]")]
    [InlineData("nowhere", "")]
    public void A_search_leaves_the_folders_of_what_it_finds(string sought, string expected) =>
        Assert.Equal(expected, Draw(PayloadFolder.Tree(Payloads, sought)));

    private static string Draw(PayloadFolder folder) =>
        string.Concat(folder.Folders.Select(inside => $"[{inside.Name}:{Draw(inside)}]"))
        + string.Concat(folder.Payloads.Select(payload => $"[{payload.Content.Name}]"));

    private static StoredPayload Payload(string folder, string name) =>
        new(
            folder + name,
            new SavedPayload
            {
                Name = name,
                Folder = folder,
                Data = $"data-of-{name}",
                Description = $"description-of-{name}",
            }
        );
}
