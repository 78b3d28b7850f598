using SocketLab.Core.Faults;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Tests.Transport;

public sealed class UnixFoldersTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("lab").FullName;
    private readonly UnixFolders _folders;

    public UnixFoldersTests()
    {
        Directory.CreateDirectory(Path.Combine(_root, "shared"));
        Directory.CreateDirectory(Path.Combine(_root, "elsewhere"));
        _folders = new UnixFolders(Path.Combine(_root, "own"), [Path.Combine(_root, "shared")]);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_name_lies_in_our_own_folder_which_nobody_else_may_enter()
    {
        var address = _folders.Resolve("unix:lab.sock");
        Assert.Equal((Path.Combine(_root, "own", "lab.sock"), "unix:lab.sock"), (address.Path, address.ToString()));
        Assert.True(
            OperatingSystem.IsWindows()
                || File.GetUnixFileMode(Path.Combine(_root, "own"))
                    == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)
        );
    }

    [Fact]
    public void A_path_lies_in_a_folder_of_the_settings()
    {
        var path = Path.Combine(_root, "shared", "lab.sock");
        Assert.Equal((path, $"unix:{path}"), (_folders.Resolve($"unix:{path}").Path, _folders.Resolve($"unix:{path}").ToString()));
        Assert.Equal("unix:lab.sock", _folders.Resolve($"unix:{_root}/own/lab.sock").ToString());
    }

    [Theory]
    [InlineData("unix:{0}/elsewhere/lab.sock")]
    [InlineData("unix:{0}/shared-not/lab.sock")]
    [InlineData("unix:{0}/shared")]
    [InlineData("unix:{0}/shared/../elsewhere/lab.sock")]
    [InlineData("unix:../elsewhere/lab.sock")]
    [InlineData("unix:/etc/passwd")]
    [InlineData("unix:./lab.sock")]
    [InlineData("unix:@lab")]
    [InlineData("unix:link/lab.sock")]
    [InlineData("unix:link.sock")]
    [InlineData("unix:loop/lab.sock")]
    public void Whatever_leads_elsewhere_is_refused(string address)
    {
        _folders.Resolve("unix:make-the-folder");
        Directory.CreateSymbolicLink(Path.Combine(_root, "own", "link"), Path.Combine(_root, "elsewhere"));
        Directory.CreateSymbolicLink(Path.Combine(_root, "own", "loop"), Path.Combine(_root, "own", "loop"));
        File.CreateSymbolicLink(Path.Combine(_root, "own", "link.sock"), Path.Combine(_root, "elsewhere", "lab.sock"));
        var error = Assert.Throws<NetworkException>(() =>
            _folders.Resolve(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, _root))
        );
        Assert.Equal(FaultCode.AccessDenied, error.Fault.Code);
        Assert.NotEmpty(error.Fault.Hint);
    }

    [Fact]
    public void A_link_to_a_folder_of_the_settings_is_fine()
    {
        Directory.CreateSymbolicLink(Path.Combine(_root, "elsewhere", "link"), Path.Combine(_root, "shared"));
        Assert.Equal(Path.Combine(_root, "shared", "lab.sock"), _folders.Resolve($"unix:{_root}/elsewhere/link/lab.sock").Path);
    }

    [Fact]
    public void A_path_that_is_too_long_in_whole_says_how_long_it_is()
    {
        var error = Assert.Throws<NetworkException>(() => _folders.Resolve("unix:" + new string('n', 107)));
        Assert.Contains("107", error.Fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{0}/own/lab.sock", "unix:lab.sock")]
    [InlineData("{0}/elsewhere/lab.sock", "unix:{0}/elsewhere/lab.sock")]
    [InlineData("lab.sock", "unix:./lab.sock")]
    [InlineData("@lab", "unix:@lab")]
    [InlineData("", "unix:")]
    public void A_peers_path_is_shown_as_it_would_be_written(string path, string shown)
    {
        _folders.Resolve("unix:make-the-folder");
        Assert.Equal(Fill(shown), _folders.Describe(Fill(path)).ToString());

        string Fill(string text) => text.Replace("{0}", _root, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_folders_there_are_no_sockets() => Assert.Throws<NetworkException>(() => UnixFolders.None.Resolve("unix:lab.sock"));
}
