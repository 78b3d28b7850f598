namespace SocketLab.Core.Transport;

/// <summary>Makes the transport that an endpoint's kind needs.</summary>
internal interface ITransportFactory
{
    /// <summary>A transport for one run of an endpoint.</summary>
    ITransport Create(TransportOrder order);
}
