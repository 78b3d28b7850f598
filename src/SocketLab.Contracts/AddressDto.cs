namespace SocketLab.Contracts;

/// <summary>An IP address and a port, or a Unix socket and 0.</summary>
public sealed record AddressDto(string Address, int Port);
