import { HttpClient, HttpHeaders } from '@angular/common/http';
import { Injectable } from '@angular/core';
import type { Observable } from 'rxjs';

const httpOptions = {
  headers: new HttpHeaders({
    'Content-Type': 'application/json',
    'Access-Control-Allow-Origin': '*', // planted: client-sends-acao
  }),
};

@Injectable({ providedIn: 'root' })
export class HeroService {
  constructor(private readonly http: HttpClient) {}

  list(): Observable<unknown[]> {
    return this.http.get<unknown[]>('https://api.example.com/heroes', httpOptions);
  }
}
