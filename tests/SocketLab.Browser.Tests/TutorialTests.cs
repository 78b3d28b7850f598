using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>
/// What a first socket lab does with Python and nc: a client and a server each for UDP and TCP, with SocketLab as the other side.
/// </summary>
public sealed class TutorialTests(Chromium chromium)
{
    [Fact]
    public async Task A_python_udp_client_is_received()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        await Tool.PythonAsync(
            $"""
            import socket
            sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            sender.sendto(b"greetings by UDP\n", ("127.0.0.1", {endpoint.Bound!.Port}))
            sender.close()
            """
        );
        await Expect(lab.Row("greetings by UDP")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_python_udp_server_gets_what_the_composer_sends_and_its_answer_comes_back()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await using var server = Tool.Start(
            "python3",
            "-u",
            "-c",
            """
            import socket
            receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            receiver.bind(("127.0.0.1", 0))
            print("port", receiver.getsockname()[1])
            data, sender = receiver.recvfrom(1024)
            print("got", data)
            receiver.sendto(b"thank you", sender)
            """
        );
        await server.SaysAsync("port ");
        await lab.SendSomethingAsync();
        await lab.Get("to").FillAsync($"127.0.0.1:{server.Output.Split("port ")[1].Trim()}");
        await lab.Get("payload").FillAsync(@"question\n");
        await lab.Get("send").ClickAsync();
        await server.SaysAsync(@"got b'question\n'");
        await Expect(lab.Row("question")).ToBeVisibleAsync();
        await Expect(lab.Row("thank you")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_python_tcp_client_is_received_and_sees_an_orderly_end()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.TcpListener());
        await Tool.PythonAsync(
            $"""
            import socket
            client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            client.connect(("127.0.0.1", {endpoint.Bound!.Port}))
            client.sendall(b"greetings by TCP\n")
            client.close()
            """
        );
        await Expect(lab.Row("greetings by TCP")).ToBeVisibleAsync();
        await Expect(lab.Row("Connection closed: the peer closed")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_python_tcp_server_gets_what_a_tcp_client_made_in_the_form_sends()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await using var server = Tool.Start(
            "python3",
            "-u",
            "-c",
            """
            import socket
            listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            listener.bind(("127.0.0.1", 0))
            listener.listen(1)
            print("port", listener.getsockname()[1])
            connection, peer = listener.accept()
            print("got", connection.recv(1024))
            connection.close()
            """
        );
        await server.SaysAsync("port ");
        await lab.Get("new-endpoint").ClickAsync();
        await lab.Get("kind-TcpClient").ClickAsync();
        await lab.Get("host").FillAsync("127.0.0.1");
        await lab.Get("port").FillAsync(server.Output.Split("port ")[1].Trim());
        await lab.Get("save").ClickAsync();
        await Expect(lab.Row("Connected to 127.0.0.1 port").First).ToBeVisibleAsync();
        await lab.Get("payload").FillAsync("Hello, server!");
        await lab.Get("send").ClickAsync();
        await server.SaysAsync("got b'Hello, server!'");
        await Expect(lab.Row("Connection closed")).ToBeVisibleAsync();
    }
}
